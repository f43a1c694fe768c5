package io.voxlog.monitor.adapter.kafka;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.voxlog.monitor.config.ConfigEntries;
import io.voxlog.monitor.config.ConfigEntry;
import io.voxlog.monitor.config.ConfigKey;
import io.voxlog.monitor.config.SecretRef;
import io.voxlog.schemas.AiConfig;
import io.voxlog.schemas.SpeechmaticsConfig;
import io.voxlog.schemas.WebhookConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Between the entries of the configuration and the records of the log. */
final class ConfigRecords {
    private ConfigRecords() {}

    /**
     * The entry of a record. A record that some other program wrote is held to the same rules.
     *
     * @throws IllegalArgumentException if it is no entry, or a wrong one
     */
    static ConfigEntry entry(String key, SpecificRecord record) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        if (record instanceof SpeechmaticsConfig speechmatics) {
            fields.put("api_key", speechmatics.getApiKeyRef());
            fields.put("default_language", speechmatics.getDefaultLanguage());
            fields.put("enable_partials", speechmatics.getEnablePartials());
            fields.put("operating_point", speechmatics.getOperatingPoint());
        } else if (record instanceof AiConfig ai) {
            fields.put("api_key", ai.getApiKeyRef());
            fields.put("model_name", ai.getModelName());
            fields.put("priority", ai.getPriority());
            fields.put("is_active", ai.getActive());
            fields.put("prompt_template", ai.getPromptTemplate());
            fields.put("settings", settings(ai.getSettings()));
        } else if (record instanceof WebhookConfig webhook) {
            fields.put("url", webhook.getUrl());
            fields.put("secret", webhook.getSecretRef());
            fields.put("events", List.copyOf(webhook.getEvents()));
            fields.put("organization_id", webhook.getOrganizationId());
            fields.put("is_active", webhook.getActive());
        }
        return ConfigEntries.parse(ConfigKey.parse(key), fields);
    }

    static SpecificRecord record(ConfigEntry entry) {
        if (entry instanceof ConfigEntry.Speechmatics speechmatics) {
            return new SpeechmaticsConfig(
                    speechmatics.name(),
                    text(speechmatics.apiKey()),
                    speechmatics.defaultLanguage(),
                    speechmatics.enablePartials(),
                    speechmatics.operatingPoint());
        } else if (entry instanceof ConfigEntry.Ai ai) {
            return new AiConfig(
                    ai.serviceName(),
                    ai.useCase(),
                    text(ai.apiKey()),
                    ai.modelName(),
                    ai.priority(),
                    ai.active(),
                    ai.promptTemplate(),
                    new JsonObject(new java.util.TreeMap<>(ai.settings())).encode());
        } else if (entry instanceof ConfigEntry.Webhook webhook) {
            return new WebhookConfig(
                    webhook.name(),
                    webhook.url(),
                    text(webhook.secret()),
                    webhook.events(),
                    webhook.organizationId(),
                    webhook.active());
        }
        throw new IllegalStateException("no record for " + entry.getClass());
    }

    /** Fields in which {@code settings} may be JSON text, as on a command line. */
    static Map<String, ?> decoded(Map<String, ?> fields) {
        if (!(fields.get("settings") instanceof String text) || text.isBlank()) {
            return fields;
        }
        Map<String, @Nullable Object> decoded = new HashMap<>(fields);
        decoded.put("settings", settings(text));
        return decoded;
    }

    /** The object that the text says, or the text, which is no right value of settings. */
    private static Object settings(String json) {
        try {
            return new JsonObject(json).getMap();
        } catch (DecodeException e) {
            return json;
        }
    }

    private static @Nullable String text(@Nullable SecretRef secret) {
        return secret == null ? null : secret.text();
    }
}
