package io.voxlog.ingest.audio;

/** What a message of the source adds to the log. Positions are ticks since the room's t0. */
public sealed interface AudioStep {
    /** Nothing: the log has it already. */
    record Repeated() implements AudioStep {}

    /** Nothing: the packet came after its time was declared silent by arrival; it is counted. */
    record Late() implements AudioStep {}

    /**
     * A packet.
     *
     * @param lostFrom if not negative, audio from there up to the packet's position is lost (an outage)
     */
    record Packet(long position, long lostFrom) implements AudioStep {}

    /** A stretch without packets. */
    record Progress(boolean lost, long from, long to, long nextSequence) implements AudioStep {}
}
