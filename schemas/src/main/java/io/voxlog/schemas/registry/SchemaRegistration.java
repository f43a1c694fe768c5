package io.voxlog.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxlog.schemas.registry.SchemaStatus.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/**
 * Puts every schema of the catalogue into the registry, in the catalogue's order, under the compatibility rule
 * BACKWARD: readers with the new schema must be able to read what was written with the one before. Doing it again
 * changes nothing, and neither does an older program: its schemas are there already, so going back to an older release
 * needs no step here. Calls block.
 */
public final class SchemaRegistration {
    private static final String RULE = "COMPATIBILITY";
    private static final String LEVEL = "BACKWARD";

    private final RegistryHttp http;
    private final List<CatalogueSchema> schemas;

    /**
     * For the whole catalogue.
     *
     * @param registryUrl with or without the path of the API
     */
    public SchemaRegistration(String registryUrl) {
        this(registryUrl, CatalogueSchema.all());
    }

    /** For these schemas, in this order. */
    public SchemaRegistration(String registryUrl, List<CatalogueSchema> schemas) {
        this.http = new RegistryHttp(registryUrl);
        this.schemas = List.copyOf(schemas);
    }

    /** How the registry has the schemas; changes nothing. */
    public List<SchemaStatus> list() {
        return schemas.stream()
                .map(schema -> find(schema, State.PRESENT).orElseGet(() -> missing(schema)))
                .toList();
    }

    /**
     * Registers what is missing.
     *
     * @throws RegistryException if the registry does not answer, or a schema cannot read what the one before it wrote;
     *     the schemas before that one in the catalogue are registered then
     */
    public List<SchemaStatus> apply() {
        for (String group :
                schemas.stream().map(CatalogueSchema::group).distinct().toList()) {
            ensureGroup(group);
            ensureRule(group);
        }
        List<SchemaStatus> done = new ArrayList<>();
        for (CatalogueSchema schema : schemas) {
            done.add(find(schema, State.PRESENT).orElseGet(() -> register(schema)));
        }
        return done;
    }

    private void ensureGroup(String group) {
        if (http.find(RegistryHttp.path("groups", group)).isEmpty()) {
            orConflict("create group " + group, http.post("/groups", RegistryHttp.json(Map.of("groupId", group))));
        }
    }

    private void ensureRule(String group) {
        String rules = RegistryHttp.path("groups", group, "rules");
        if (http.find(rules + "/" + RULE).isEmpty()) {
            orConflict(
                    "set the compatibility rule",
                    http.post(rules, RegistryHttp.json(Map.of("ruleType", RULE, "config", LEVEL))));
        }
    }

    /** Another process may do the same at the same time: that it is there by now is fine. */
    private void orConflict(String what, RegistryHttp.Answer answer) {
        if (answer.status() != RegistryHttp.CONFLICT) {
            http.accepted(what, answer);
        }
    }

    private Optional<SchemaStatus> find(CatalogueSchema schema, State state) {
        return new VersionSearch(http)
                .byContent(schema.group(), schema.artifact(), schema.content())
                .map(found -> new SchemaStatus(schema, state, found.version(), found.contentId()));
    }

    private SchemaStatus register(CatalogueSchema schema) {
        Map<String, Object> content = Map.of("content", schema.content(), "contentType", "application/json");
        RegistryHttp.Answer answer = http.post(
                RegistryHttp.path("groups", schema.group(), "artifacts") + "?ifExists=FIND_OR_CREATE_VERSION",
                RegistryHttp.json(Map.of(
                        "artifactId",
                        schema.artifact(),
                        "artifactType",
                        "AVRO",
                        "firstVersion",
                        Map.of("content", content))));
        if (answer.status() == RegistryHttp.CONFLICT
                && answer.json().path("name").asText().startsWith("RuleViolation")) {
            throw new RegistryException("schema " + schema.artifact() + " cannot read what its registered version"
                    + " wrote: " + incompatibilities(schema, answer.json())
                    + ". Give new fields a default and keep the types of old ones, or write to a new topic.");
        }
        JsonNode version =
                http.accepted("register " + schema.artifact(), answer).json().path("version");
        return new SchemaStatus(
                schema,
                State.REGISTERED,
                version.path("version").asText(),
                version.path("contentId").asLong());
    }

    /** The registry names fields only; Avro itself says what is wrong with them. */
    private String incompatibilities(CatalogueSchema schema, JsonNode problem) {
        Optional<String> registered = http.find(RegistryHttp.path(
                "groups", schema.group(), "artifacts", schema.artifact(), "versions", "branch=latest", "content"));
        if (registered.isEmpty()) {
            return problem.path("title").asText();
        }
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(
                schema.schema(), new Schema.Parser().parse(registered.get()));
        return pair.getResult().getIncompatibilities().stream()
                .map(one -> one.getType() + " at " + one.getLocation() + " (" + one.getMessage() + ")")
                .collect(Collectors.joining("; "));
    }

    private static SchemaStatus missing(CatalogueSchema schema) {
        return new SchemaStatus(schema, State.MISSING, "", -1);
    }
}
