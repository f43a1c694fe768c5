package io.voxlog.media.adapter.libopus;

import io.voxlog.media.MediaFormatException;
import io.voxlog.media.MediaTime;
import io.voxlog.media.opus.MonoDecoder;
import io.voxlog.media.opus.OpusLayout;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;
import org.lwjgl.system.MemoryUtil;

/**
 * libopus decodes to any of its rates itself. All memory that the C code touches belongs to this object and goes with
 * it; decoding allocates nothing, except when a packet is longer than all before it.
 */
final class LibopusDecoder implements MonoDecoder {
    private static final int STEP_TICKS = 120;
    private static final int USUAL_PACKET_BYTES = 1_500;

    private final Libopus library;
    private final int sampleRateHz;
    private final int ticksPerSample;
    private final ByteBuffer state;
    private final ShortBuffer decoded;
    private final long stateAddress;
    private final long decodedAddress;
    private ByteBuffer input = ByteBuffer.allocateDirect(USUAL_PACKET_BYTES);

    LibopusDecoder(Libopus library, int sampleRateHz) {
        this.library = library;
        this.sampleRateHz = sampleRateHz;
        this.state = ByteBuffer.allocateDirect(library.stateBytes());
        library.init(state, sampleRateHz);
        this.ticksPerSample = MediaTime.ticksPerSample(sampleRateHz);
        ByteBuffer samples = ByteBuffer.allocateDirect(2 * maxSamples()).order(ByteOrder.nativeOrder());
        this.decoded = samples.asShortBuffer();
        this.stateAddress = MemoryUtil.memAddress(state);
        this.decodedAddress = MemoryUtil.memAddress(samples);
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public int maxSamples() {
        return OpusLayout.MAX_DURATION_TICKS / ticksPerSample;
    }

    @Override
    public int decode(byte[] packet, short[] samples, int at) {
        int count = OpusLayout.durationTicks(packet, 0, packet.length) / ticksPerSample;
        requireRoom(samples, at, count);
        if (packet.length > input.capacity()) {
            input = ByteBuffer.allocateDirect(packet.length);
        }
        input.put(0, packet);
        int result = run(packet.length, count);
        if (result != count) {
            throw new MediaFormatException("the packet cannot be decoded to " + count + " samples: " + result);
        }
        decoded.get(0, samples, at, count);
        return count;
    }

    @Override
    public void conceal(int count, short[] samples, int at) {
        requireRoom(samples, at, count);
        int step = STEP_TICKS / ticksPerSample;
        int wanted = count / step * step;
        int done = 0;
        while (done < wanted) {
            int now = Math.min(wanted - done, maxSamples());
            int result = run(0, now);
            if (result != now) {
                throw new IllegalStateException("libopus cannot conceal " + now + " samples: " + result);
            }
            decoded.get(0, samples, at + done, now);
            done += now;
        }
        Arrays.fill(samples, at + done, at + count, (short) 0);
    }

    private int run(int length, int room) {
        try {
            return library.decode(stateAddress, MemoryUtil.memAddress0(input), length, decodedAddress, room);
        } finally {
            // The C code knows addresses only: the buffers must outlive the call.
            Reference.reachabilityFence(this);
        }
    }

    private static void requireRoom(short[] samples, int at, int count) {
        if (at < 0 || count < 0 || at > samples.length - count) {
            throw new IllegalArgumentException("no room for " + count + " samples at " + at);
        }
    }
}
