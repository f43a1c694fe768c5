package io.voxlog.monitor.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of the configuration, known to be right. */
public sealed interface ConfigEntry {
    /** Its name. */
    ConfigKey key();

    /**
     * Its fields as operators write and read them, in a fixed order; of secrets only where they are kept. Values are
     * strings, numbers, booleans, lists, maps and null, so that it can be shown as JSON, and put back.
     */
    Map<String, @Nullable Object> fields();

    /** The key and the {@link #fields()}, for JSON. */
    default Map<String, @Nullable Object> view() {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("key", key().toString());
        view.putAll(fields());
        return view;
    }

    /** How speech is recognized. */
    record Speechmatics(
            String name,
            @Nullable SecretRef apiKey,
            String defaultLanguage,
            boolean enablePartials,
            String operatingPoint)
            implements ConfigEntry {
        @Override
        public ConfigKey key() {
            return new ConfigKey(ConfigKey.Kind.SPEECHMATICS, List.of(name));
        }

        @Override
        public Map<String, @Nullable Object> fields() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("name", name);
            fields.put("api_key", shown(apiKey));
            fields.put("default_language", defaultLanguage);
            fields.put("enable_partials", enablePartials);
            fields.put("operating_point", operatingPoint);
            return fields;
        }
    }

    /**
     * A model that analyses calls.
     *
     * @param priority the highest active one is asked first
     * @param settings temperature, max_tokens and what else the service takes
     */
    record Ai(
            String serviceName,
            String useCase,
            @Nullable SecretRef apiKey,
            String modelName,
            int priority,
            boolean active,
            @Nullable String promptTemplate,
            Map<String, Object> settings)
            implements ConfigEntry {
        public Ai {
            settings = Map.copyOf(settings);
        }

        @Override
        public ConfigKey key() {
            return new ConfigKey(ConfigKey.Kind.AI, List.of(serviceName, useCase));
        }

        @Override
        public Map<String, @Nullable Object> fields() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("service_name", serviceName);
            fields.put("use_case", useCase);
            fields.put("api_key", shown(apiKey));
            fields.put("model_name", modelName);
            fields.put("priority", priority);
            fields.put("is_active", active);
            fields.put("prompt_template", promptTemplate);
            fields.put("settings", new java.util.TreeMap<>(settings));
            return fields;
        }
    }

    /**
     * Who is told of sealed transcripts and results.
     *
     * @param organizationId only its rooms; null for all
     */
    record Webhook(
            String name,
            String url,
            @Nullable SecretRef secret,
            List<String> events,
            @Nullable String organizationId,
            boolean active)
            implements ConfigEntry {
        public Webhook {
            events = List.copyOf(events);
        }

        @Override
        public ConfigKey key() {
            return new ConfigKey(ConfigKey.Kind.WEBHOOK, List.of(name));
        }

        @Override
        public Map<String, @Nullable Object> fields() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("name", name);
            fields.put("url", url);
            fields.put("secret", shown(secret));
            fields.put("events", events);
            fields.put("organization_id", organizationId);
            fields.put("is_active", active);
            return fields;
        }
    }

    private static @Nullable String shown(@Nullable SecretRef secret) {
        return secret == null ? null : secret.presence();
    }
}
