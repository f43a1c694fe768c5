package io.voxlog.monitor.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names an entry: {@code speechmatics/NAME}, {@code ai/SERVICE/USE-CASE} or {@code webhook/NAME}.
 *
 * @param names what follows the kind
 */
public record ConfigKey(Kind kind, List<String> names) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String FORMS = "keys are speechmatics/NAME, ai/SERVICE/USE-CASE or webhook/NAME, each name of"
            + " letters, digits, dots, dashes and underscores, 64 at most";

    /** What an entry is about. */
    public enum Kind {
        SPEECHMATICS(1),
        AI(2),
        WEBHOOK(1);

        private final int names;

        Kind(int names) {
            this.names = names;
        }

        /** As in keys: lower case. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ConfigKey {
        names = List.copyOf(names);
    }

    /**
     * Takes a key apart.
     *
     * @throws BadConfigException if it names no entry
     */
    public static ConfigKey parse(String text) {
        List<String> parts = List.of(text.split("/", -1));
        for (Kind kind : Kind.values()) {
            List<String> names = parts.subList(1, parts.size());
            if (parts.get(0).equals(kind.text())
                    && names.size() == kind.names
                    && names.stream().allMatch(name -> NAME.matcher(name).matches())) {
                return new ConfigKey(kind, names);
            }
        }
        throw new BadConfigException(List.of("this is the key of no entry: " + FORMS));
    }

    /** The key on the log. */
    @Override
    public String toString() {
        return kind.text() + "/" + String.join("/", names);
    }
}
