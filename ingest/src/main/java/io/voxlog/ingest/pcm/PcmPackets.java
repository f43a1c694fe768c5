package io.voxlog.ingest.pcm;

import io.voxlog.media.pcm.Resampler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes Opus packets of one track's raw samples: mixed down, brought to a rate of Opus, encoded. Decoded, a packet is
 * heard exactly at its capture time: a stretch starts with as much silence as fills a packet up to the encoder's
 * look-ahead, and that packet is left out. Not thread-safe; memory is bounded by two packets and the frames within
 * them.
 */
public final class PcmPackets {
    private static final int BLOCK = 480;

    private final PcmFormat format;
    private final PacketEncoder.Factory encoders;
    private final SampleClock clock;
    private final Resampler resampler;
    private final short[] mono = new short[BLOCK];
    private final short[] resampled;
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private short[] packet = new short[0];
    private int filled;
    private long encoded;
    private long covered;
    private @Nullable PacketEncoder encoder;

    /** A frame that no packet holds to its end yet. */
    private record Frame(long nextSequence, long endTicks) {}

    /** @param nextSequence the first frame that is not on the log */
    public PcmPackets(PcmFormat format, PacketEncoder.Factory encoders, long nextSequence) {
        this.format = format;
        this.encoders = encoders;
        this.clock = new SampleClock(format);
        this.resampler = new Resampler(format.sampleRateHz(), format.opusRateHz());
        this.resampled = new short[resampler.maxOutput(BLOCK)];
        this.covered = nextSequence;
    }

    /**
     * Takes a frame; gives the packets that became full. A frame that does not follow the one before directly ends the
     * stretch, or is joined by silence where the last packet holds that.
     *
     * @param nextSequence the frame after it
     * @param bytes its samples from byte {@code from} on; not kept
     */
    public List<EncodedPacket> add(long nextSequence, long captureTicks, byte[] bytes, int from) {
        List<EncodedPacket> full = new ArrayList<>();
        if (clock.running() && captureTicks - clock.ticks() > SampleClock.TOLERANCE_TICKS) {
            goTo(captureTicks, full);
        }
        if (!clock.running()) {
            begin(captureTicks);
        }
        int count = (bytes.length - from) / format.frameBytes();
        clock.add(count);
        waiting.add(new Frame(nextSequence, clock.ticks()));
        for (int done = 0; done < count; done += BLOCK) {
            int now = Math.min(BLOCK, count - done);
            format.mono(bytes, from + done * format.frameBytes(), now, mono);
            feed(now, full);
        }
        return full;
    }

    /**
     * Nothing comes before this time; frames before {@code nextSequence} never will. Gives the packets that became
     * full.
     */
    public List<EncodedPacket> skip(long nextSequence, long toTicks) {
        List<EncodedPacket> full = new ArrayList<>();
        if (clock.running()) {
            waiting.add(new Frame(nextSequence, Math.min(toTicks, clock.boundary())));
            goTo(toTicks, full);
        } else {
            covered = nextSequence;
        }
        return full;
    }

    /** Ends the stretch; gives the packets that hold what was not in a packet yet, the last one filled with silence. */
    public List<EncodedPacket> end() {
        List<EncodedPacket> full = new ArrayList<>();
        if (clock.running()) {
            end(full);
        }
        return full;
    }

    private void goTo(long toTicks, List<EncodedPacket> full) {
        if (toTicks >= clock.boundary()) {
            end(full);
            return;
        }
        long silence = clock.samplesTo(toTicks);
        clock.add(silence);
        Arrays.fill(mono, (short) 0);
        for (long done = 0; done < silence; done += BLOCK) {
            feed((int) Math.min(BLOCK, silence - done), full);
        }
    }

    private void begin(long captureTicks) {
        PacketEncoder made = encoders.make(format.opusRateHz());
        encoder = made;
        packet = new short[made.packetSamples()];
        filled = made.packetSamples() - made.lookaheadSamples();
        encoded = 0;
        clock.start(captureTicks);
    }

    private void end(List<EncodedPacket> full) {
        push(resampler.finish(resampled, 0), full);
        Arrays.fill(resampled, (short) 0);
        // One more than the stretch has: the first one is left out.
        while (encoded <= clock.packets()) {
            push(Math.min(resampled.length, packet.length - filled), full);
        }
        clock.stop();
        encoder = null;
        waiting.clear();
    }

    private void feed(int count, List<EncodedPacket> full) {
        push(resampler.process(mono, 0, count, resampled, 0), full);
    }

    private void push(int count, List<EncodedPacket> full) {
        for (int done = 0; done < count; ) {
            int now = Math.min(count - done, packet.length - filled);
            System.arraycopy(resampled, done, packet, filled, now);
            filled += now;
            done += now;
            if (filled == packet.length) {
                encode(full);
                filled = 0;
            }
        }
    }

    private void encode(List<EncodedPacket> full) {
        PacketEncoder encoding = encoder;
        if (encoding == null) {
            throw new IllegalStateException("no stretch has begun");
        }
        byte[] opus = encoding.encode(packet);
        if (encoded++ == 0) {
            return;
        }
        long end = clock.startTicks() + (encoded - 1) * EncodedPacket.TICKS;
        while (!waiting.isEmpty() && waiting.getFirst().endTicks() <= end) {
            covered = waiting.remove().nextSequence();
        }
        full.add(new EncodedPacket(end - EncodedPacket.TICKS, covered, opus));
    }
}
