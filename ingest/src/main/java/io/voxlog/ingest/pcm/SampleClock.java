package io.voxlog.ingest.pcm;

/**
 * The time of samples that follow each other without a hole (a stretch), told by counting them: whatever the rate, no
 * rounding adds up. Ticks are capture times. Confined to one thread.
 */
public final class SampleClock {
    /** A frame whose capture time is this close (10 ms) to the end of the one before follows it directly. */
    public static final long TOLERANCE_TICKS = 480;

    private final PcmFormat format;
    private boolean running;
    private long startTicks;
    private long samples;

    public SampleClock(PcmFormat format) {
        this.format = format;
    }

    /** Whether a stretch goes on. */
    public boolean running() {
        return running;
    }

    public void start(long captureTicks) {
        running = true;
        startTicks = captureTicks;
        samples = 0;
    }

    public void stop() {
        running = false;
    }

    public void add(long moreSamples) {
        samples += moreSamples;
    }

    /** Start of the stretch. */
    long startTicks() {
        return startTicks;
    }

    /** Where the next sample belongs. */
    public long ticks() {
        return startTicks + format.ticks(samples);
    }

    /** Samples of silence that make the stretch reach a later time. */
    public long samplesTo(long captureTicks) {
        return Math.max(0, format.samples(captureTicks - startTicks) - samples);
    }

    /** End of the last packet, if the stretch ended now. */
    public long boundary() {
        return startTicks + packets() * EncodedPacket.TICKS;
    }

    /** Packets that hold the stretch as it is. */
    long packets() {
        return (format.ticks(samples) + EncodedPacket.TICKS - 1) / EncodedPacket.TICKS;
    }
}
