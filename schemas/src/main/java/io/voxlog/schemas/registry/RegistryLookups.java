package io.voxlog.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.apicurio.registry.resolver.client.RegistryArtifactReference;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.client.RegistryVersionCoordinates;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the serdes ask of the registry. Ids and contents never change, so every answer is kept for good and shared by
 * all serdes; after {@link #load()} writing the catalogue's records, and reading them, asks nothing more, and no thread
 * that sends a record waits for HTTP.
 */
public final class RegistryLookups implements RegistryClientFacade {
    private static final String REMEDY = "; run: ./voxlog topics apply";

    private final RegistryHttp http;
    private final Map<String, VersionSearch.Version> versions = new ConcurrentHashMap<>();
    private final Map<Long, String> contents = new ConcurrentHashMap<>();
    private final Map<Long, List<RegistryArtifactReference>> references = new ConcurrentHashMap<>();

    /** @param registryUrl with or without the path of the API */
    public RegistryLookups(String registryUrl) {
        this.http = new RegistryHttp(registryUrl);
    }

    /**
     * Looks up every schema of the catalogue.
     *
     * @throws RegistryException if the registry does not answer, or lacks some, all of which are named
     */
    public void load() {
        List<String> missing = new ArrayList<>();
        for (CatalogueSchema schema : CatalogueSchema.all()) {
            new VersionSearch(http)
                    .byContent(schema.group(), schema.artifact(), schema.content())
                    .ifPresentOrElse(found -> keep(schema, found), () -> missing.add(schema.artifact()));
        }
        if (!missing.isEmpty()) {
            throw new RegistryException("schema registry at " + http.base() + " lacks the schemas of this release: "
                    + missing.stream().collect(Collectors.joining(", ")) + REMEDY);
        }
    }

    private void keep(CatalogueSchema schema, VersionSearch.Version found) {
        versions.put(key(schema.group(), schema.artifact(), schema.content()), found);
        contents.put(found.contentId(), schema.content());
        references.put(found.contentId(), List.of());
    }

    @Override
    public List<RegistryVersionCoordinates> searchVersionsByContent(
            String schema, String artifactType, ArtifactReference reference, boolean canonical) {
        VersionSearch.Version found = versions.computeIfAbsent(
                key(reference.getGroupId(), reference.getArtifactId(), schema),
                key -> new VersionSearch(http)
                        .byContent(reference.getGroupId(), reference.getArtifactId(), schema)
                        .orElseThrow(() -> new RegistryException("schema registry at " + http.base() + " lacks "
                                + reference.getArtifactId() + " as this release writes it" + REMEDY)));
        return List.of(RegistryVersionCoordinates.create(
                found.globalId(), found.contentId(), found.group(), found.artifact(), found.version()));
    }

    @Override
    public String getSchemaByContentId(Long contentId) {
        return contents.computeIfAbsent(
                contentId, id -> content(RegistryHttp.path("ids", "contentIds", id.toString())));
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByContentId(long contentId) {
        return references.computeIfAbsent(
                contentId, id -> references(RegistryHttp.path("ids", "contentIds", id.toString(), "references")));
    }

    @Override
    public String getSchemaByGlobalId(long globalId, boolean dereferenced) {
        return content(RegistryHttp.path("ids", "globalIds", Long.toString(globalId))
                + (dereferenced ? "?references=DEREFERENCE" : ""));
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByGlobalId(long globalId) {
        return references(RegistryHttp.path("ids", "globalIds", Long.toString(globalId), "references"));
    }

    @Override
    public String getSchemaByContentHash(String hash) {
        return content(RegistryHttp.path("ids", "contentHashes", hash));
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByContentHash(String hash) {
        return references(RegistryHttp.path("ids", "contentHashes", hash, "references"));
    }

    @Override
    public String getSchemaByGAV(String group, String artifact, String version) {
        return content(versionPath(group, artifact, version) + "/content");
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByGAV(String group, String artifact, String version) {
        return references(versionPath(group, artifact, version) + "/references");
    }

    @Override
    public RegistryVersionCoordinates getVersionCoordinatesByGAV(
            String group, String artifact, @Nullable String version) {
        JsonNode found = RegistryHttp.parse(
                content(versionPath(group, artifact, Objects.requireNonNullElse(version, "branch=latest"))));
        return RegistryVersionCoordinates.create(
                found.path("globalId").asLong(),
                found.path("contentId").asLong(),
                group,
                artifact,
                found.path("version").asText());
    }

    /** Always refused: schemas are registered when topics are provisioned, never by a client. */
    @Override
    public RegistryVersionCoordinates createSchema(
            String artifactType,
            String group,
            String artifact,
            String version,
            String autoCreateBehavior,
            boolean canonical,
            String schema,
            Set<RegistryArtifactReference> references) {
        throw new RegistryException("clients do not register schemas: " + artifact + REMEDY);
    }

    @Override
    public Object getClient() {
        return http;
    }

    private String content(String path) {
        return http.find(path)
                .orElseThrow(() -> new RegistryException("schema registry at " + http.base() + " has no " + path
                        + ": records were written with schemas of another registry, or it has lost its storage"));
    }

    private List<RegistryArtifactReference> references(String path) {
        List<RegistryArtifactReference> found = new ArrayList<>();
        for (JsonNode one : RegistryHttp.parse(content(path))) {
            found.add(RegistryArtifactReference.builder()
                    .name(one.path("name").asText())
                    .groupId(one.path("groupId").asText())
                    .artifactId(one.path("artifactId").asText())
                    .version(one.path("version").asText())
                    .build());
        }
        return List.copyOf(found);
    }

    private static String versionPath(String group, String artifact, String version) {
        return RegistryHttp.path("groups", group, "artifacts", artifact, "versions", version);
    }

    private static String key(String group, String artifact, String content) {
        return group + "/" + artifact + "\n" + content;
    }
}
