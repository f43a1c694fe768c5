package io.voxlog.runtime.config;

import java.util.Locale;

/**
 * A variable of Voxlog.
 *
 * @param name in the environment
 * @param type what values look like: text, secret, flag (true or false), number, duration (200ms, 30s, 5m, 24h), list
 * @param fallback what holds where it is not set; empty for nothing, "required" where the role cannot do without
 * @param readBy the roles or commands that read it, comma separated; "all" for every process
 * @param meaning one sentence without its full stop
 */
public record Variable(String name, String type, String fallback, String readBy, String meaning) {
    private static final String SECRET = "secret";
    private static final String FAMILY = "<";

    /** Must not be given on a command line, which other users of the machine can read. */
    public boolean secret() {
        return type.equals(SECRET);
    }

    /** Stands for many, such as {@code KAFKA_<PROPERTY>}. */
    public boolean family() {
        return name.contains(FAMILY);
    }

    /** Its flag: {@code INGEST_PORT} is {@code --ingest-port}. */
    public String flag() {
        return "--" + name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
