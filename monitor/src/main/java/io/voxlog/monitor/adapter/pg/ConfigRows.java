package io.voxlog.monitor.adapter.pg;

import io.voxlog.monitor.config.ConfigEntry;
import io.voxlog.monitor.config.ConfigKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of the configuration: each kind of entry has a table. Of secrets they hold only where those are kept. */
final class ConfigRows {
    private static final List<String> SPEECHMATICS =
            List.of("api_key", "default_language", "enable_partials", "operating_point");
    private static final List<String> AI = List.of(
            "service_name",
            "api_key",
            "model_name",
            "priority",
            "is_active",
            "use_case",
            "prompt_template",
            "settings");
    private static final List<String> WEBHOOK = List.of("url", "secret", "events", "organization_id", "is_active");

    private ConfigRows() {}

    static TableRow of(ConfigEntry entry, Instant at) {
        return switch (entry.key().kind()) {
            case SPEECHMATICS -> row(entry, WorkStatements.SPEECHMATICS_SET, SPEECHMATICS, at);
            case AI -> row(entry, WorkStatements.AI_SET, AI, at);
            case WEBHOOK -> row(entry, WorkStatements.WEBHOOK_SET, WEBHOOK, at);
        };
    }

    static TableRow removed(String key) {
        String table = table(ConfigKey.parse(key));
        return new TableRow(table, "DELETE FROM " + table + " WHERE id = $1", Values.tuple(key));
    }

    /** The statement takes the key, the fields in this order, and the time. */
    private static TableRow row(ConfigEntry entry, String sql, List<String> fields, Instant at) {
        Map<String, @Nullable Object> all = entry.fields();
        @Nullable Object[] values = new Object[fields.size() + 2];
        values[0] = entry.key().toString();
        for (int i = 0; i < fields.size(); i++) {
            Object value = all.get(fields.get(i));
            values[i + 1] = value instanceof List<?> list
                    ? list.stream().map(String::valueOf).toArray(String[]::new)
                    : value;
        }
        values[values.length - 1] = at;
        return new TableRow(table(entry.key()), sql, Values.tuple(values));
    }

    private static String table(ConfigKey key) {
        return key.kind().text() + "_config";
    }
}
