package io.voxlog.ingest.webhook.adapter;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxlog.ingest.webhook.OrganizationRule;
import io.voxlog.ingest.webhook.RoomOrigin;
import java.util.Optional;

/** The value at a JSON pointer (RFC 6901) in the room's metadata, where that is JSON. */
public final class MetadataPointer implements OrganizationRule {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonPointer pointer;

    /** Throws IllegalArgumentException if it is no JSON pointer. */
    public MetadataPointer(String pointer) {
        this.pointer = JsonPointer.compile(pointer);
    }

    @Override
    public Optional<String> resolve(RoomOrigin origin) {
        if (origin.metadata().isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(origin.metadata()).at(pointer).asText(""))
                    .filter(text -> !text.isEmpty());
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
