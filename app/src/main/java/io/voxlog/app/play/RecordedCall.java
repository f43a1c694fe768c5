package io.voxlog.app.play;

import java.util.List;
import java.util.Optional;

/**
 * A call that can be played.
 *
 * @param room its room's name
 */
public record RecordedCall(String room, List<CallParticipant> participants, Optional<Truth> truth) {
    public RecordedCall {
        participants = List.copyOf(participants);
    }

    /** Length of the longest voice in seconds. */
    public double seconds() {
        return participants.stream().mapToLong(CallParticipant::endTicks).max().orElse(0) / 48_000.0;
    }

    /** Display name of a participant by identity. */
    public String displayName(String identity) {
        return participants.stream()
                .filter(participant -> participant.identity().equals(identity))
                .map(CallParticipant::displayName)
                .findFirst()
                .orElse(identity);
    }
}
