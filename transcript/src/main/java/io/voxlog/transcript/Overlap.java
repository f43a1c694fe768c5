package io.voxlog.transcript;

/**
 * A stretch in which two speakers speak at once.
 *
 * @param first the speaker who was speaking when the other began; the lesser key if they began together
 * @param second the other
 * @param startTicks 1/48000 s since t0
 * @param endTicks after startTicks
 */
public record Overlap(String first, String second, long startTicks, long endTicks) {
    public Overlap {
        if (endTicks <= startTicks) {
            throw new IllegalArgumentException("overlap from tick " + startTicks + " to " + endTicks);
        }
    }
}
