package io.voxlog.runtime;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads environment variables into typed values. Nothing is thrown while reading: {@link #check()} reports every
 * missing or bad variable at once, by name. {@link #find} and {@link #secret} may be called from any thread, the rest
 * from one.
 */
public final class Env {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h)");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

    /** A hundred years: its nanoseconds still fit a long. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> asked = new ConcurrentSkipListMap<>();

    public Env(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    public Optional<String> find(String name) {
        asked.putIfAbsent(name, "");
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    public String string(String name, String fallback) {
        asked.put(name, fallback);
        return find(name).orElse(fallback);
    }

    /** A variable that must be there; an empty string stands in until {@link #check()} reports it. */
    public String required(String name, String what) {
        asked.put(name, "required");
        return find(name).orElseGet(() -> {
            problems.add(name + " is missing: " + what);
            return "";
        });
    }

    public Optional<Secret> secret(String name) {
        return find(name).map(Secret::new);
    }

    public int integer(String name, int fallback, int min, int max) {
        return parsed(name, fallback, "a whole number from " + min + " to " + max, text -> {
            int value = Integer.parseInt(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    public boolean bool(String name, boolean fallback) {
        return parsed(name, fallback, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    /** A length of time such as 200ms, 30s, 5m or 24h. */
    public Duration duration(String name, Duration fallback) {
        return parsed(name, fallback, "a duration such as 200ms, 30s, 5m or 24h", Env::parseDuration);
    }

    /** All variables whose names start with the prefix. */
    public Map<String, String> startingWith(String prefix) {
        Map<String, String> found = new TreeMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name, value);
            }
        });
        return found;
    }

    /** Reports a variable as bad without showing its value, for {@link #check()}. */
    public void refuse(String name, String why) {
        problems.add(name + " " + why);
    }

    /** Every variable that was asked for, with what holds where it is not set; "required" where nothing does. */
    public Map<String, String> asked() {
        return Map.copyOf(asked);
    }

    /** Throws if any variable read so far is missing or bad, naming all of them. */
    public void check() {
        if (!problems.isEmpty()) {
            throw new BadEnvironmentException(problems.stream().distinct().toList());
        }
    }

    /**
     * Parses 200ms, 30s, 5m, 24h.
     *
     * @throws IllegalArgumentException if it is none of these, or longer than a hundred years
     */
    public static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " is no duration such as 200ms, 30s, 5m or 24h");
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration = Duration.of(amount, UNITS.get(matcher.group(2)));
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(text + " is longer than " + LONGEST.toDays() + " days");
        }
        return duration;
    }

    /**
     * A variable in a form of its own.
     *
     * @param wanted completes "NAME must be …"
     * @param parse throws IllegalArgumentException for a bad value
     */
    public <T> T parsed(String name, T fallback, String wanted, Function<String, T> parse) {
        asked.put(name, String.valueOf(fallback));
        Optional<String> text = find(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return parse.apply(text.get());
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add(name + " must be " + wanted + ", but is \"" + text.get() + "\"");
            return fallback;
        }
    }

    /**
     * As {@link #parsed}, for a variable that holds a secret: a bad value is not shown.
     *
     * @param wanted completes "NAME must be …"
     */
    public <T> T parsedSecret(String name, T fallback, String wanted, Function<String, T> parse) {
        Optional<String> text = find(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return parse.apply(text.get());
        } catch (IllegalArgumentException e) {
            problems.add(name + " must be " + wanted);
            return fallback;
        }
    }

    /** Thrown by {@link #check()}; the message lists every problem on a line of its own. */
    public static final class BadEnvironmentException extends IllegalArgumentException {
        BadEnvironmentException(List<String> problems) {
            super(String.join(System.lineSeparator(), problems));
        }
    }
}
