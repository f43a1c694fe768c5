package io.voxlog.analysis.room;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An audio track of a room.
 *
 * @param source LiveKit's track source by name; empty where unknown
 * @param startTicks position of the first sample, 1/48000 s since t0; null until audio came
 * @param ends every record that ends it, by offset; which of them holds, {@link AudioLog} knows
 */
public record Track(TrackKey key, String source, @Nullable Long startTicks, List<TrackEnd> ends) {
    public Track {
        ends = List.copyOf(ends);
    }

    static Track published(TrackKey key, String source) {
        return new Track(key, source, null, List.of());
    }

    static Track opened(TrackKey key, String source, long startTicks) {
        return new Track(key, source, startTicks, List.of());
    }

    static Track closed(TrackKey key, TrackEnd end) {
        return new Track(key, "", null, List.of(end));
    }

    /** Both records' knowledge in one. */
    Track join(Track other) {
        List<TrackEnd> allEnds = Stream.concat(ends.stream(), other.ends.stream())
                .distinct()
                .sorted(Comparator.comparingLong(TrackEnd::offset))
                .toList();
        return new Track(
                key.or(other.key),
                source.isEmpty() ? other.source : source,
                Least.of(startTicks, other.startTicks),
                allEnds);
    }

    /** The newest end that was not written by a writer who had been replaced already. */
    public Optional<TrackEnd> end(AudioLog audio) {
        return ends.stream()
                .filter(end -> !audio.superseded(end.epoch(), end.offset()))
                .reduce((earlier, later) -> later);
    }
}
