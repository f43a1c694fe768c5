package io.voxlog.analysis.room;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A participant of a room, by sid: who rejoins comes with a new one.
 *
 * @param stamp of the event whose description holds, the latest
 * @param connectionType sip or web
 * @param statedJoinMillis when LiveKit says it joined, Unix milliseconds; null where no event says so
 * @param seenJoinMillis stamp of the earliest participant_joined; null before one came
 * @param leftMillis stamp of the earliest participant_left; null before one came
 */
public record Participant(
        String sid,
        Stamp stamp,
        String identity,
        String displayName,
        String kind,
        boolean human,
        boolean hidden,
        String connectionType,
        @Nullable String phoneNumber,
        @Nullable Long statedJoinMillis,
        @Nullable Long seenJoinMillis,
        @Nullable Long leftMillis) {

    static Participant joined(ParticipantFacts facts, Stamp stamp) {
        return of(facts, stamp, stamp.millis(), null);
    }

    static Participant left(ParticipantFacts facts, Stamp stamp) {
        return of(facts, stamp, null, stamp.millis());
    }

    /** When it joined, Unix milliseconds; empty if only its leaving is known and that without a time of joining. */
    public Optional<Long> joinedAtMillis() {
        return Optional.ofNullable(statedJoinMillis == null ? seenJoinMillis : statedJoinMillis);
    }

    /** Both records' knowledge in one. */
    Participant join(Participant other) {
        Participant newer = stamp.compareTo(other.stamp) >= 0 ? this : other;
        return new Participant(
                sid,
                newer.stamp,
                newer.identity,
                newer.displayName,
                newer.kind,
                newer.human,
                newer.hidden,
                newer.connectionType,
                newer.phoneNumber,
                Least.of(statedJoinMillis, other.statedJoinMillis),
                Least.of(seenJoinMillis, other.seenJoinMillis),
                Least.of(leftMillis, other.leftMillis));
    }

    private static Participant of(
            ParticipantFacts facts, Stamp stamp, @Nullable Long seenJoinMillis, @Nullable Long leftMillis) {
        return new Participant(
                facts.sid(),
                stamp,
                facts.identity(),
                facts.displayName(),
                facts.kind(),
                facts.human(),
                facts.hidden(),
                facts.connectionType(),
                facts.phoneNumber(),
                facts.joinedAtMillis(),
                seenJoinMillis,
                leftMillis);
    }
}
