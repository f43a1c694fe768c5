package io.voxlog.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/** The OpenAPI document, to hold routes and answers against. */
final class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonObject document;
    private final Map<String, Validator> validators = new HashMap<>();

    ApiDocument() {
        try (InputStream file = ApiDocument.class.getResourceAsStream("/openapi.yaml")) {
            Map<String, Object> loaded = new Yaml().load(file);
            // Aliases are the same object twice; encoding makes two of them.
            document = new JsonObject(new JsonObject(loaded).encode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code GET /api/rooms/{sid}} for each operation. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        JsonObject paths = document.getJsonObject("paths");
        paths.fieldNames()
                .forEach(path -> paths.getJsonObject(path).fieldNames().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        return operations;
    }

    String version() {
        return document.getString("openapi");
    }

    /** Fails unless the answer is one that the document describes; gives it back. */
    HttpResponse<String> check(HttpResponse<String> answer) {
        String method = answer.request().method().toLowerCase(java.util.Locale.ROOT);
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        JsonObject operation = operation(answer.request().uri().getPath(), method)
                .orElseGet(() -> operation("/api/rooms", "get").orElseThrow());
        JsonObject responses = operation.getJsonObject("responses");
        String status = String.valueOf(answer.statusCode());
        JsonObject response = resolved(responses.getJsonObject(status, responses.getJsonObject("default")));
        if (answer.statusCode() == 204) {
            return answer;
        }
        JsonObject content = response.getJsonObject("content");
        assertThat(content.fieldNames()).as("media types of " + answer).contains(type);
        if (type.endsWith("json")) {
            conforms(content.getJsonObject(type).getJsonObject("schema"), answer.body());
        }
        return answer;
    }

    /** Fails unless the JSON is as the schema of that name wants it. */
    void conforms(String schema, String json) {
        conforms(new JsonObject().put("$ref", "#/components/schemas/" + schema), json);
    }

    private void conforms(JsonObject schema, String json) {
        Validator validator = validators.computeIfAbsent(schema.encode(), text -> {
            JsonObject root = new JsonObject(text).put("components", document.getJsonObject("components"));
            return Validator.create(
                    JsonSchema.of(root),
                    new JsonSchemaOptions()
                            .setDraft(Draft.DRAFT202012)
                            .setBaseUri("https://voxlog.invalid")
                            .setOutputFormat(OutputFormat.Basic));
        });
        OutputUnit result = validator.validate(Json.decodeValue(json));
        assertThat(result.getValid())
                .as(() -> json + " against " + schema + ": " + result.toJson())
                .isTrue();
    }

    private Optional<JsonObject> operation(String path, String method) {
        JsonObject paths = document.getJsonObject("paths");
        return paths.fieldNames().stream()
                .filter(template -> path.matches(template.replaceAll("\\{[a-z]+}", "[^/]+")))
                .sorted(java.util.Comparator.comparing(template -> template.contains("{")))
                .map(template -> paths.getJsonObject(template).getJsonObject(method))
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    private JsonObject resolved(JsonObject object) {
        String reference = object.getString("$ref");
        return reference == null
                ? object
                : document.getJsonObject("components")
                        .getJsonObject("responses")
                        .getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
    }
}
