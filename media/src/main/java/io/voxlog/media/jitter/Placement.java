package io.voxlog.media.jitter;

/**
 * Where a packet goes on a {@link Timeline}: first {@code concealTicks} made up for lost packets, then
 * {@code silenceTicks} of zeros, then the packet without its first {@code skipTicks}.
 *
 * @param covered the packet lies where audio was placed before: nothing of it is placed
 * @param startTicks where the first of these parts starts
 * @param concealTicks audio that was lost
 * @param silenceTicks time in which nothing was sent
 * @param skipTicks the head of the packet that is covered already
 */
public record Placement(boolean covered, long startTicks, long concealTicks, long silenceTicks, int skipTicks) {
    /** Where the packet's own samples start. */
    public long audioTicks() {
        return startTicks + concealTicks + silenceTicks;
    }
}
