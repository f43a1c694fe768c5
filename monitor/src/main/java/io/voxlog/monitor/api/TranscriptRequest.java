package io.voxlog.monitor.api;

import io.voxlog.monitor.query.LineFilter;
import io.voxlog.monitor.query.Moment;
import io.voxlog.monitor.query.Version;
import io.voxlog.runtime.Env;
import io.voxlog.transcript.export.TranscriptFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A transcript that is asked for.
 *
 * @param run 0 = live, else a replay
 */
public record TranscriptRequest(TranscriptFormat format, int run, Version version, LineFilter lines) {
    /** Parameters of a transcript. */
    public static final Set<String> PARAMETERS =
            Set.of("format", "run", "version", "start", "end", "duration", "participant", "language", "last");

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9-]{1,35}");
    private static final int MAX_LAST = 50_000;
    private static final Duration MAX_DURATION = Duration.ofDays(3650);

    /**
     * Reads the request.
     *
     * @param rangeRequired whether a time range must be named
     * @param clock for a duration back from now
     * @throws ProblemException saying what is missing or bad
     */
    public static TranscriptRequest of(
            Parameters parameters, @Nullable String accept, boolean rangeRequired, Clock clock) {
        Moment start = moment(parameters, "start");
        Moment end = moment(parameters, "end");
        Duration duration =
                parameters.parsed("duration", "seconds, or a time such as 90s, 15m or 2h", TranscriptRequest::duration);
        if (duration != null && (start != null || end != null)) {
            throw refuse("duration counts back from now and goes with neither start nor end");
        }
        if (start != null && end != null && start.isAfter(end)) {
            throw refuse("start (" + start + ") is after end (" + end + ")");
        }
        if (rangeRequired && duration == null && start == null) {
            throw refuse("name a time range: duration, or start and perhaps end");
        }
        if (duration != null) {
            start = Moment.of(clock.instant().minus(duration));
        }
        Integer run = parameters.integer("run", 0, Integer.MAX_VALUE);
        Version version = parameters.parsed("version", "latest, live or a number from 1", Version::parse);
        String language = parameters.parsed("language", "a language such as en or en-US", TranscriptRequest::language);
        Integer last = parameters.integer("last", 1, MAX_LAST);
        return new TranscriptRequest(
                format(parameters, accept),
                run == null ? 0 : run,
                version == null ? Version.LATEST : version,
                new LineFilter(start, end, parameters.text("participant"), language, last));
    }

    private static TranscriptFormat format(Parameters parameters, @Nullable String accept) {
        TranscriptFormat named = parameters.choice("format", TranscriptFormat.class);
        if (named != null) {
            return named;
        }
        List<String> offered = Arrays.stream(TranscriptFormat.values())
                .map(TranscriptFormat::mediaType)
                .toList();
        String chosen = Negotiation.choose(accept, offered);
        if (chosen == null) {
            throw new ProblemException(Problem.notAcceptable(String.join(", ", offered) + ", or name one by ?format="));
        }
        return Arrays.stream(TranscriptFormat.values())
                .filter(format -> format.mediaType().equals(chosen))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Moment moment(Parameters parameters, String name) {
        return parameters.parsed(
                name, "seconds since the room's time zero, or a time such as 2026-11-20T14:00:00Z", Moment::parse);
    }

    /** Whole seconds as the seed has them, or with a unit. */
    private static Duration duration(String text) {
        Duration duration =
                text.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : Env.parseDuration(text);
        if (duration.isZero() || duration.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }

    private static String language(String text) {
        if (!LANGUAGE.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static ProblemException refuse(String detail) {
        return new ProblemException(Problem.badRequest(detail));
    }
}
