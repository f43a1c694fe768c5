package io.voxlog.ingest.audio;

/** What a message of a source of raw samples comes to. Ticks are capture times. */
public sealed interface PcmStep {
    /** Nothing: the log has it, or will have it. */
    record Repeated() implements PcmStep {}

    /** Nothing: it came after its time was declared silent by arrival; it is counted. */
    record Late() implements PcmStep {}

    /**
     * Samples to encode.
     *
     * @param captureTicks of the first one
     * @param skipSamples so many at its start are on the log already
     */
    record Samples(long captureTicks, int skipSamples) implements PcmStep {}

    /**
     * A stretch without samples.
     *
     * @param bridged it is shorter than what the last packet has room for: silence is encoded, nothing is declared
     */
    record Pause(boolean lost, long toTicks, long nextSequence, boolean bridged) implements PcmStep {}
}
