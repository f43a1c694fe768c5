package io.voxlog.infra.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/** The broker settings in {@code voxlog/broker.properties}, the one place where they are written down. */
public final class BrokerSettings {
    private static final String REQUIRED = "/voxlog/broker.properties";
    private static final String EMBEDDED = "/voxlog/broker-embedded.properties";

    private BrokerSettings() {}

    /** The settings that every broker must have, by name. */
    public static Map<String, String> required() {
        return load(REQUIRED);
    }

    /** The required settings and those of the broker in the process. */
    static Map<String, String> embedded() {
        Map<String, String> settings = new TreeMap<>(load(EMBEDDED));
        settings.putAll(required());
        return settings;
    }

    private static Map<String, String> load(String resource) {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(
                BrokerSettings.class.getResourceAsStream(resource), () -> resource + " is missing from the jar")) {
            properties.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
