package io.voxlog.analysis.offline;

/**
 * Something said.
 *
 * @param index place in the sealed transcript, from 0: what citations name
 * @param participant identity
 * @param start seconds since t0
 * @param end seconds since t0
 * @param text with or without punctuation and capitals
 */
public record CallUtterance(int index, String participant, double start, double end, String text) {
    public CallUtterance {
        if (index < 0 || !(end >= start)) {
            throw new IllegalArgumentException("utterance " + index + " from " + start + " to " + end + " s");
        }
    }

    double seconds() {
        return end - start;
    }
}
