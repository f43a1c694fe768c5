package io.voxlog.analysis.adapter.streams;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The two fields that a participant's metadata may carry. Metadata is whatever a client put there: empty, no JSON, far
 * too long or nested without end; whatever cannot be read counts as absent.
 *
 * @param contactName null where absent or blank
 * @param phoneNumber null where absent or blank
 */
record ParticipantMetadata(
        @Nullable String contactName, @Nullable String phoneNumber) {
    private static final int MAX_CHARS = 65_536;
    private static final int MAX_NAME_CHARS = 256;
    private static final ParticipantMetadata NONE = new ParticipantMetadata(null, null);
    private static final JsonFactory JSON = new JsonFactory();

    static ParticipantMetadata of(String metadata) {
        if (metadata.length() > MAX_CHARS || !metadata.stripLeading().startsWith("{")) {
            return NONE;
        }
        try (JsonParser parser = JSON.createParser(metadata)) {
            return read(parser);
        } catch (IOException hostile) {
            return NONE;
        }
    }

    private static ParticipantMetadata read(JsonParser parser) throws IOException {
        String contact = null;
        String phone = null;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING && field.equals("contactName")) {
                contact = clean(parser.getText());
            } else if (value.isScalarValue() && (field.equals("phoneNumber") || field.equals("phone_number"))) {
                phone = clean(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return new ParticipantMetadata(contact, phone);
    }

    private static @Nullable String clean(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.equals("null")) {
            return null;
        }
        return stripped.length() <= MAX_NAME_CHARS ? stripped : stripped.substring(0, MAX_NAME_CHARS);
    }
}
