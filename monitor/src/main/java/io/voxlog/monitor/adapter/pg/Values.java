package io.voxlog.monitor.adapter.pg;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as Postgres takes them: it knows no character 0, neither in text nor in JSON. */
final class Values {
    private static final char REPLACEMENT = '\uFFFD';

    private Values() {}

    /** Strings, numbers, booleans, instants and maps, in the order of the statement's parameters. */
    static Tuple tuple(@Nullable Object... values) {
        Tuple tuple = Tuple.tuple();
        for (Object value : values) {
            tuple.addValue(clean(value));
        }
        return tuple;
    }

    /** The JSON value of a text, or the text itself if it is none. */
    static Object json(String text) {
        try {
            Object value = Json.decodeValue(text);
            return value == null ? Tuple.JSON_NULL : value;
        } catch (DecodeException e) {
            return text;
        }
    }

    private static @Nullable Object clean(@Nullable Object value) {
        if (value instanceof String text) {
            return text.replace('\0', REPLACEMENT);
        } else if (value instanceof String[] texts) {
            return Arrays.stream(texts)
                    .map(text -> text.replace('\0', REPLACEMENT))
                    .toArray(String[]::new);
        } else if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        } else if (value instanceof JsonObject object) {
            return cleanObject(object.getMap());
        } else if (value instanceof Map<?, ?> map) {
            return cleanObject(map);
        } else if (value instanceof JsonArray array) {
            JsonArray cleaned = new JsonArray();
            array.forEach(element -> cleaned.add(clean(element)));
            return cleaned;
        }
        return value;
    }

    private static JsonObject cleanObject(Map<?, ?> map) {
        JsonObject cleaned = new JsonObject();
        map.forEach((key, value) -> cleaned.put(key.toString().replace('\0', REPLACEMENT), cleanNested(value)));
        return cleaned;
    }

    /** Inside of JSON a list may also be one of the JDK's. */
    private static @Nullable Object cleanNested(@Nullable Object value) {
        return clean(value instanceof java.util.List<?> list ? new JsonArray(list) : value);
    }
}
