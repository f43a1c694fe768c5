package io.voxlog.monitor.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an entry and notes every problem; {@link #check()} throws if there are any. Values may be typed,
 * as from JSON, or text, as from a command line; an empty text and null stand for "not set". No message repeats a
 * value. Not thread-safe.
 */
final class Fields {
    private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z_]{1,40}");
    private static final Pattern RAW_KEY = Pattern.compile("(?s).*\\b(sk|pk|rk)-[A-Za-z0-9_-]{8,}.*");
    private static final String REFERENCE = " must be a reference, env:NAME or file:/path: keep the secret itself in an"
            + " environment variable or a file of the processes that use it, and name that here (the value given is not"
            + " shown)";
    private static final String KEY = " holds what looks like a key (not shown): put it into a variable and refer to it"
            + " as env:NAME in the field that is for it";

    private final Map<String, ?> given;
    private final String kind;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    Fields(String kind, Map<String, ?> given) {
        this.kind = kind;
        this.given = given;
    }

    /** A part of the key: it may be repeated as a field, but not differ. */
    void named(String field, String name) {
        Object value = value(field);
        if (value != null && !value.equals(name)) {
            problems.add(field + " differs from the key; leave it out, or write to another key");
        }
    }

    /** A text; the fallback stands in if there is none, and it is a problem if there is no fallback either. */
    String text(String field, @Nullable String fallback, String wanted, Predicate<String> right) {
        Object value = value(field);
        if (value == null && fallback == null) {
            problems.add(field + " is missing: it must be " + wanted);
            return "";
        } else if (value == null) {
            return fallback == null ? "" : fallback;
        }
        boolean key = isKey(value);
        if (!key && value instanceof String text && right.test(text)) {
            return text;
        }
        problems.add(field + (key ? KEY : " must be " + wanted));
        return "";
    }

    /** A text that need not be. */
    @Nullable
    String optional(String field, String wanted, Predicate<String> right) {
        return value(field) == null ? null : text(field, null, wanted, right);
    }

    boolean bool(String field, boolean fallback) {
        Object value = value(field);
        if (value == null || value instanceof Boolean) {
            return value == null ? fallback : (Boolean) value;
        }
        if (!value.equals("true") && !value.equals("false")) {
            problems.add(field + " must be true or false");
        }
        return value.equals("true");
    }

    int integer(String field, @Nullable Integer fallback, int min, int max) {
        Object value = value(field);
        if (value == null && fallback != null) {
            return fallback;
        }
        Optional<Integer> number = value == null ? Optional.empty() : whole(value.toString());
        if (number.filter(n -> n >= min && n <= max).isEmpty()) {
            problems.add(field + (value == null ? " is missing: it" : "") + " must be a whole number from " + min
                    + " to " + max);
            return min;
        }
        return number.get();
    }

    /** Where a secret is kept; null if none is set. */
    @Nullable
    SecretRef secret(String field) {
        Object value = value(field);
        if (value == null) {
            return null;
        }
        Optional<SecretRef> reference = value instanceof String text ? SecretRef.parse(text) : Optional.empty();
        if (reference.isEmpty()) {
            problems.add(field + REFERENCE);
        }
        return reference.orElse(null);
    }

    /** Some of these words, in this order; as a list, or as text with commas. */
    List<String> some(String field, List<String> words) {
        Object value = value(field);
        List<?> asked = value instanceof String text ? List.of(text.split("\\s*,\\s*")) : List.of();
        asked = value instanceof List<?> list ? list : asked;
        if (asked.isEmpty() || !asked.stream().allMatch(one -> one != null && words.contains(one))) {
            problems.add(field + " must be one or more of " + String.join(", ", words));
        }
        return words.stream().filter(asked::contains).toList();
    }

    /** Settings with names of their own and plain values. */
    Map<String, Object> settings(String field) {
        Map<String, Object> settings = new java.util.TreeMap<>();
        Object value = value(field);
        if (value != null && !(value instanceof Map)) {
            problems.add(field + " must be a JSON object, such as {\"temperature\": 0.2}");
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> setting : map.entrySet()) {
                Object one = setting.getValue();
                boolean plain = one instanceof Number || one instanceof Boolean || one instanceof String;
                if (isKey(one)) {
                    problems.add(field + KEY);
                } else if (!plain) {
                    problems.add(field + " must hold numbers, booleans and texts only");
                } else {
                    settings.put(setting.getKey().toString(), one);
                }
            }
        }
        return settings;
    }

    /** Notes a problem that a field has beside its form. */
    void problem(String sentence) {
        problems.add(sentence);
    }

    /** Throws if anything read so far was wrong, or if there are fields that nobody asked for. */
    void check() {
        for (String field : given.keySet()) {
            if (!known.contains(field)) {
                problems.add("unknown field "
                        + (SHOWABLE.matcher(field).matches() ? field + ": " : "(its name is no word): ") + kind
                        + " entries have " + String.join(", ", known));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadConfigException(problems);
        }
    }

    private @Nullable Object value(String field) {
        known.add(field);
        Object value = given.get(field);
        Object stripped = value instanceof String text ? text.strip() : value;
        return "".equals(stripped) ? null : stripped;
    }

    private static boolean isKey(@Nullable Object value) {
        return value instanceof String text && RAW_KEY.matcher(text).matches();
    }

    private static Optional<Integer> whole(String text) {
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
