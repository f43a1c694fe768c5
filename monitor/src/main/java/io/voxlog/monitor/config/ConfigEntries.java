package io.voxlog.monitor.config;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes entries of what operators write. */
public final class ConfigEntries {
    /** What a webhook can be told of. */
    public static final List<String> EVENTS = List.of("transcript.sealed", "analysis.ready");

    /** The highest priority of a model; the lowest is 0. */
    public static final int MAX_PRIORITY = 1_000;

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,4}([_-][A-Za-z0-9]{2,8}){0,3}");
    private static final Pattern MODEL = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final int MAX_URL = 2_048;
    private static final int MAX_PROMPT = 32_768;
    private static final int MAX_TOKENS = 1_000_000;
    private static final double MAX_TEMPERATURE = 2;

    private ConfigEntries() {}

    /**
     * Reads an entry.
     *
     * @param fields by the names that {@link ConfigEntry#fields()} has; values typed or as text, null for "not set"
     * @throws BadConfigException naming every problem, and no value
     */
    public static ConfigEntry parse(ConfigKey key, Map<String, ?> fields) {
        Fields reader = new Fields(key.kind().text(), fields);
        ConfigEntry entry = switch (key.kind()) {
            case SPEECHMATICS -> speechmatics(key.names().get(0), reader);
            case AI -> ai(key.names().get(0), key.names().get(1), reader);
            case WEBHOOK -> webhook(key.names().get(0), reader);
        };
        reader.check();
        return entry;
    }

    /**
     * Reads an entry of which only these fields change.
     *
     * @param before the entry as it stands
     * @throws BadConfigException naming every problem, and no value
     */
    public static ConfigEntry change(ConfigEntry before, Map<String, ?> fields) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(before.fields());
        all.putAll(fields);
        return parse(before.key(), all);
    }

    private static ConfigEntry speechmatics(String name, Fields fields) {
        fields.named("name", name);
        return new ConfigEntry.Speechmatics(
                name,
                fields.secret("api_key"),
                fields.text(
                        "default_language",
                        "en",
                        "a language code such as en, de or cmn_en",
                        language -> LANGUAGE.matcher(language).matches()),
                fields.bool("enable_partials", true),
                fields.text(
                        "operating_point",
                        "standard",
                        "standard or enhanced",
                        point -> List.of("standard", "enhanced").contains(point)));
    }

    private static ConfigEntry ai(String service, String useCase, Fields fields) {
        fields.named("service_name", service);
        fields.named("use_case", useCase);
        SecretRef apiKey = fields.secret("api_key");
        String model = fields.text(
                "model_name",
                null,
                "a model of the service, such as gpt-4",
                text -> MODEL.matcher(text).matches());
        int priority = fields.integer("priority", null, 0, MAX_PRIORITY);
        boolean active = fields.bool("is_active", true);
        String prompt = fields.optional(
                "prompt_template",
                "a text of at most " + MAX_PROMPT + " characters",
                text -> text.length() <= MAX_PROMPT);
        Map<String, Object> settings = fields.settings("settings");
        range(fields, settings, "temperature", 0, MAX_TEMPERATURE);
        range(fields, settings, "max_tokens", 1, MAX_TOKENS);
        return new ConfigEntry.Ai(service, useCase, apiKey, model, priority, active, prompt, settings);
    }

    private static void range(Fields fields, Map<String, Object> settings, String setting, double min, double max) {
        Object value = settings.get(setting);
        boolean right = value instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max;
        if (value != null && !right) {
            fields.problem("settings." + setting + " must be a number from " + (long) min + " to " + (long) max);
        }
    }

    private static ConfigEntry webhook(String name, Fields fields) {
        fields.named("name", name);
        return new ConfigEntry.Webhook(
                name,
                fields.text(
                        "url",
                        null,
                        "a URL that starts with http:// or https:// and has a host, no user or password and no fragment,"
                                + " such as https://crm.example/voxlog",
                        ConfigEntries::reachable),
                fields.secret("secret"),
                fields.some("events", EVENTS),
                fields.optional(
                        "organization_id", "an organization's id of at most 128 characters", id -> id.length() <= 128),
                fields.bool("is_active", true));
    }

    private static boolean reachable(String text) {
        try {
            URI url = URI.create(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && text.length() <= MAX_URL;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
