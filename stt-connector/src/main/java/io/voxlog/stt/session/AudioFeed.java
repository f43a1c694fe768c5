package io.voxlog.stt.session;

import io.voxlog.media.MediaTime;
import io.voxlog.stt.engine.SttStream;

/**
 * Gives a stream its audio without holes. A record that repeats what was sent is cut; up to 10 s that are missing are
 * sent as zeros; of a longer gap 1 s of zeros is sent, enough to keep the words on both sides apart, and the timeline
 * jumps over the rest. Confined to one thread.
 */
final class AudioFeed {
    static final int SAMPLE_RATE_HZ = 16_000;
    static final long TICKS_PER_SAMPLE = MediaTime.ticksPerSample(SAMPLE_RATE_HZ);

    private static final long FILLED_TICKS = 10L * MediaTime.TICKS_PER_SECOND;
    private static final byte[] ZEROS = new byte[2 * SAMPLE_RATE_HZ / 10];

    private final SttStream stream;
    private final StreamTimeline timeline;
    private long samples;
    private long nextTicks;

    AudioFeed(SttStream stream, long firstTicks) {
        this.stream = stream;
        this.timeline = new StreamTimeline(firstTicks);
        this.nextTicks = firstTicks;
    }

    /** Audio or a gap; what lies before the position reached is left out. */
    void take(PcmRecord record) {
        if (record.endTicks() <= nextTicks) {
            return;
        }
        if (record.kind() == PcmRecord.Kind.GAP) {
            bridge(record.endTicks());
            return;
        }
        if (record.startTicks() > nextTicks) {
            bridge(record.startTicks());
        }
        long repeated = (nextTicks - record.startTicks() + TICKS_PER_SAMPLE - 1) / TICKS_PER_SAMPLE;
        int count = (int) (record.pcm().length / 2 - repeated);
        if (count > 0) {
            standAt(record.startTicks() + repeated * TICKS_PER_SAMPLE);
            stream.send(record.pcm(), (int) (2 * repeated), 2 * count);
            advance(count);
        }
    }

    StreamTimeline timeline() {
        return timeline;
    }

    /** Samples sent, zeros included. */
    long samples() {
        return samples;
    }

    SttStream stream() {
        return stream;
    }

    private void bridge(long toTicks) {
        long missing = toTicks - nextTicks;
        long zeros = missing <= FILLED_TICKS ? missing / TICKS_PER_SAMPLE : SAMPLE_RATE_HZ;
        while (zeros > 0) {
            int count = (int) Math.min(zeros, ZEROS.length / 2);
            stream.send(ZEROS, 0, 2 * count);
            advance(count);
            zeros -= count;
        }
        standAt(toTicks);
    }

    private void standAt(long ticks) {
        if (ticks != nextTicks) {
            timeline.jump(samples, ticks);
            nextTicks = ticks;
        }
    }

    private void advance(int count) {
        samples += count;
        nextTicks += count * TICKS_PER_SAMPLE;
    }
}
