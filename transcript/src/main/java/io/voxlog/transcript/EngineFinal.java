package io.voxlog.transcript;

import java.util.List;

/**
 * One final of an engine: words that will not change, in the order they were said. How an engine cuts speech into
 * finals has no effect on what is made of them.
 *
 * @param speaker key of one voice, such as a track sid: opaque here, compared only
 */
public record EngineFinal(String speaker, List<TimedWord> words) {
    public EngineFinal {
        words = List.copyOf(words);
    }
}
