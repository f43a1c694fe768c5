package io.voxlog.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * HTTP to the registry's core API, version 3. Calls block, at most for the timeout. Safe for use by several threads.
 */
final class RegistryHttp {
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;

    private static final String API = "/apis/registry/v3";
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** @param url of the registry, with or without the path of the API */
    RegistryHttp(String url) {
        String trimmed = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.base = trimmed.contains("/apis/") ? trimmed : trimmed + API;
    }

    /** An answer of the registry. */
    record Answer(int status, String body) {
        boolean ok() {
            return status >= 200 && status < 300;
        }

        /** The body as JSON; an object without fields if it is none. */
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return JSON.createObjectNode();
            }
        }
    }

    /** The body, or nothing if there is no such thing. */
    Optional<String> find(String path) {
        Answer answer = send(request(path).GET().build());
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        return Optional.of(accepted("GET " + path, answer).body());
    }

    Answer post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    /** A path of these parts, each encoded. */
    static String path(String... parts) {
        return Arrays.stream(parts)
                .map(part ->
                        "/" + URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining());
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    static JsonNode parse(String json) {
        return new Answer(0, json).json();
    }

    /** The answer itself, if it is a good one. */
    Answer accepted(String what, Answer answer) {
        if (!answer.ok()) {
            throw new RegistryException("schema registry at " + base + " answered " + answer.status() + " to " + what
                    + ": " + answer.json().path("title").asText(answer.body()));
        }
        return answer;
    }

    String base() {
        return base;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new RegistryException(
                    "schema registry at " + base + " does not answer (" + e + "); start it, or correct"
                            + " SCHEMA_REGISTRY_URL",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("interrupted while waiting for the schema registry at " + base, e);
        }
    }
}
