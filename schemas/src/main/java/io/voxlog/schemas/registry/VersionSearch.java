package io.voxlog.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Looks for the version of an artifact that has exactly this content. */
final class VersionSearch {
    private final RegistryHttp http;

    VersionSearch(RegistryHttp http) {
        this.http = http;
    }

    /** A version of an artifact. */
    record Version(String group, String artifact, String version, long globalId, long contentId) {}

    /** The newest enabled version with this content. */
    Optional<Version> byContent(String group, String artifact, String content) {
        String query = "?groupId=" + RegistryHttp.path(group).substring(1) + "&artifactId="
                + RegistryHttp.path(artifact).substring(1)
                + "&artifactType=AVRO&canonical=false&orderby=globalId&order=desc&limit=10";
        JsonNode answer = http.accepted("search " + artifact, http.post("/search/versions" + query, content))
                .json();
        for (JsonNode version : answer.path("versions")) {
            if (!version.path("state").asText().equals("DISABLED")) {
                return Optional.of(new Version(
                        group,
                        artifact,
                        version.path("version").asText(),
                        version.path("globalId").asLong(),
                        version.path("contentId").asLong()));
            }
        }
        return Optional.empty();
    }
}
