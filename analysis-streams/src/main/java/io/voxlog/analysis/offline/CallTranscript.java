package io.voxlog.analysis.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rules read of a call.
 *
 * @param participants everyone in the call, also those who said nothing; who speaks and is not named is added under
 *     their identity
 * @param utterances in order of start; equal starts by index
 */
public record CallTranscript(List<CallParticipant> participants, List<CallUtterance> utterances) {
    public CallTranscript {
        utterances = utterances.stream()
                .sorted(Comparator.comparingDouble(CallUtterance::start).thenComparingInt(CallUtterance::index))
                .toList();
        Map<String, CallParticipant> known = new LinkedHashMap<>();
        participants.forEach(p -> known.putIfAbsent(p.identity(), p));
        utterances.forEach(
                u -> known.computeIfAbsent(u.participant(), identity -> new CallParticipant(identity, identity)));
        participants = List.copyOf(new ArrayList<>(known.values()));
    }

    /** Whether nobody said a word. */
    boolean empty() {
        return utterances.stream().allMatch(u -> Token.of(u.text()).isEmpty());
    }

    String nameOf(String identity) {
        return participants.stream()
                .filter(p -> p.identity().equals(identity))
                .map(CallParticipant::displayName)
                .findFirst()
                .orElse(identity);
    }

    Citation cite(CallUtterance utterance) {
        return new Citation(
                utterance.index(), utterance.participant(), nameOf(utterance.participant()), utterance.start());
    }
}
