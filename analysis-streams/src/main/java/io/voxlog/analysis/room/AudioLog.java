package io.voxlog.analysis.room;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the control records of {@code livekit.audio} say of a room. Their offsets are the order in which they were
 * written, so a copy that arrives late or twice changes nothing.
 *
 * @param joins offsets of RoomJoined, ascending: one for each writer the room ever had
 * @param firstOffset of the room's first audio record; null before there is one
 * @param closings every RoomClosed, by offset
 */
public record AudioLog(List<Long> joins, @Nullable Long firstOffset, List<Closing> closings) {
    static final AudioLog NOTHING = new AudioLog(List.of(), null, List.of());

    public AudioLog {
        joins = List.copyOf(joins);
        closings = List.copyOf(closings);
    }

    /** The newest epoch; empty before anyone writes the room's audio. */
    public Optional<Long> epoch() {
        return joins.isEmpty() ? Optional.empty() : Optional.of(joins.get(joins.size() - 1));
    }

    /** The RoomClosed that holds: the newest whose writer had not been replaced before it wrote. */
    public Optional<Closing> closing() {
        return closings.stream()
                .filter(closing -> !superseded(closing.epoch(), closing.offset()))
                .reduce((earlier, later) -> later);
    }

    /** Whether a newer epoch began between the start of this epoch and this offset. */
    boolean superseded(long epoch, long offset) {
        return joins.stream().anyMatch(join -> join > epoch && join < offset);
    }

    AudioLog joined(long offset) {
        List<Long> all = joins.contains(offset)
                ? joins
                : Stream.concat(joins.stream(), Stream.of(offset)).sorted().toList();
        return new AudioLog(all, Least.of(firstOffset, offset), closings);
    }

    AudioLog closed(Closing closing) {
        List<Closing> all = Stream.concat(closings.stream(), Stream.of(closing))
                .distinct()
                .sorted(Comparator.comparingLong(Closing::offset))
                .toList();
        return new AudioLog(joins, Least.of(firstOffset, closing.firstOffset()), all);
    }

    AudioLog seen(long offset) {
        return new AudioLog(joins, Least.of(firstOffset, offset), closings);
    }
}
