package io.voxlog.transcript;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Consecutive utterances of one speaker.
 *
 * @param startTicks start of the first word, 1/48000 s since t0
 * @param endTicks end of the last word
 * @param utterances never empty
 */
public record Turn(String speaker, long startTicks, long endTicks, String text, List<Utterance> utterances) {
    public Turn {
        utterances = List.copyOf(utterances);
    }

    static Turn of(List<Utterance> utterances) {
        Utterance first = utterances.get(0);
        return new Turn(
                first.speaker(),
                first.startTicks(),
                utterances.stream().mapToLong(Utterance::endTicks).max().orElseThrow(),
                utterances.stream().map(Utterance::text).collect(Collectors.joining(" ")),
                utterances);
    }
}
