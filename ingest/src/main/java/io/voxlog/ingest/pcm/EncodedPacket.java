package io.voxlog.ingest.pcm;

/** An Opus packet of 20 ms, made of raw samples. */
public final class EncodedPacket {
    /** Its length in ticks of 1/48000 s. */
    public static final int TICKS = 960;

    private final long captureTicks;
    private final long nextSequence;
    private final byte[] opus;

    EncodedPacket(long captureTicks, long nextSequence, byte[] opus) {
        this.captureTicks = captureTicks;
        this.nextSequence = nextSequence;
        this.opus = opus;
    }

    /** Capture time of what is heard first when it is decoded. */
    public long captureTicks() {
        return captureTicks;
    }

    /** The first frame of the source that is not wholly in this packet and those before it. */
    public long nextSequence() {
        return nextSequence;
    }

    /** The packet itself, not a copy. */
    public byte[] opus() {
        return opus;
    }
}
