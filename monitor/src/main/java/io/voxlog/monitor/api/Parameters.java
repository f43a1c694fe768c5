package io.voxlog.monitor.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Query parameters of a request. Unknown, repeated and unusable ones are refused by name, not ignored. */
public final class Parameters {
    private static final int MAX_LENGTH = 512;

    private final Map<String, List<String>> values;

    /**
     * @param known the names this request may have
     * @throws ProblemException for any other, and for one that is given twice
     */
    public Parameters(Map<String, List<String>> values, Set<String> known) {
        this.values = values;
        values.forEach((name, given) -> {
            if (!known.contains(name)) {
                throw refuse("unknown parameter \"" + shortened(name) + "\"; known are " + new TreeSet<>(known));
            }
            if (given.size() != 1) {
                throw refuse(name + " is given " + given.size() + " times; give it once");
            }
            String value = given.get(0);
            if (value.length() > MAX_LENGTH || value.indexOf('\0') >= 0) {
                throw refuse(name + " is longer than " + MAX_LENGTH + " characters, or holds a character 0");
            }
        });
    }

    /** Whether it is there and not empty. */
    public boolean has(String name) {
        return text(name) != null;
    }

    /** The text; null if it is absent or empty. */
    public @Nullable String text(String name) {
        List<String> given = values.get(name);
        return given == null || given.get(0).isBlank() ? null : given.get(0).strip();
    }

    /** A whole number between bounds; null if absent. */
    public @Nullable Integer integer(String name, int min, int max) {
        return parsed(name, "a whole number from " + min + " to " + max, text -> {
            int value = Integer.parseInt(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    /** One of the constants by its name in lower case; null if absent. */
    public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            choices.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return parsed(name, "one of " + String.join(", ", choices.keySet()), text -> {
            E chosen = choices.get(text.toLowerCase(Locale.ROOT));
            if (chosen == null) {
                throw new IllegalArgumentException(text);
            }
            return chosen;
        });
    }

    /**
     * A parameter in a form of its own; null if absent.
     *
     * @param wanted completes "name must be …"
     * @param parse throws IllegalArgumentException, or ArithmeticException for an overflow, for a bad value
     */
    public <T> @Nullable T parsed(String name, String wanted, Function<String, T> parse) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refuse(name + " must be " + wanted + ", but is \"" + shortened(text) + "\"");
        }
    }

    private static ProblemException refuse(String detail) {
        return new ProblemException(Problem.badRequest(detail));
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
