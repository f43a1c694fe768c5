package io.voxlog.analysis.adapter.streams;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxlog.analysis.room.RoomSwitches;
import java.io.IOException;

/**
 * The switches that a room's metadata may carry: {@code "transcription_enabled": false} and {@code "ai_enabled": false}
 * at the top of a JSON object. Metadata is whatever an application put there; whatever cannot be read switches nothing
 * off.
 */
final class RoomMetadata {
    private static final int MAX_CHARS = 65_536;
    private static final String TRANSCRIPTION = "transcription_enabled";
    private static final String AI = "ai_enabled";
    private static final JsonFactory JSON = new JsonFactory();

    private RoomMetadata() {}

    static RoomSwitches switches(String metadata) {
        boolean mentioned = metadata.contains(TRANSCRIPTION) || metadata.contains(AI);
        if (!mentioned
                || metadata.length() > MAX_CHARS
                || !metadata.stripLeading().startsWith("{")) {
            return RoomSwitches.ALL_ON;
        }
        try (JsonParser parser = JSON.createParser(metadata)) {
            return read(parser);
        } catch (IOException hostile) {
            return RoomSwitches.ALL_ON;
        }
    }

    private static RoomSwitches read(JsonParser parser) throws IOException {
        boolean transcriptionOff = false;
        boolean aiOff = false;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            boolean off = parser.nextToken() == JsonToken.VALUE_FALSE;
            transcriptionOff = field.equals(TRANSCRIPTION) ? off : transcriptionOff;
            aiOff = field.equals(AI) ? off : aiOff;
            parser.skipChildren();
        }
        return new RoomSwitches(transcriptionOff, aiOff);
    }
}
