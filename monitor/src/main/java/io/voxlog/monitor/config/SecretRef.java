package io.voxlog.monitor.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a process finds a secret: {@code env:NAME} or {@code file:/path}. */
public record SecretRef(String text) {
    private static final Pattern FORM = Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]{0,127}|file:/[\\x21-\\x7e]{1,1024}");
    private static final String SET = "[set: ";

    public SecretRef {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a reference to a secret");
        }
    }

    /** Reads a reference, or its {@link #presence()}; empty if it is neither. */
    static Optional<SecretRef> parse(String text) {
        String bare =
                text.startsWith(SET) && text.endsWith("]") ? text.substring(SET.length(), text.length() - 1) : text;
        return FORM.matcher(bare).matches() ? Optional.of(new SecretRef(bare)) : Optional.empty();
    }

    /** What people and tables are shown: that there is one, and where it is kept. */
    public String presence() {
        return SET + text + "]";
    }
}
