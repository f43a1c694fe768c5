package io.voxlog.audio.track;

import io.voxlog.media.MediaFormatException;
import io.voxlog.media.pcm.S16le;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Well-formed 20 ms packets that carry a number, and the decoder that turns each into samples of that number. */
final class NumberedPackets implements PacketDecoder {
    static final int TICKS = 960;
    static final short MADE_UP = -1;

    private static final byte TOC = (byte) (31 << 3);

    /** A packet of this number at {@code number * 20 ms}, with the number as its sequence and offset too. */
    static AudioPacket packet(long epoch, int number) {
        return packet(epoch, number, number, (long) number * TICKS);
    }

    static AudioPacket packet(long epoch, int number, long sequence, long positionTicks) {
        return new AudioPacket(epoch, sequence, positionTicks, TICKS, number, payload(number));
    }

    static AudioPacket malformed(long epoch, int number) {
        byte[] twoFramesInOneByte = {(byte) (31 << 3 | 1), 1};
        return new AudioPacket(epoch, number, (long) number * TICKS, TICKS, number, twoFramesInOneByte);
    }

    static byte[] payload(int number) {
        return ByteBuffer.allocate(5).put(TOC).putInt(number).array();
    }

    /** The number that a frame was decoded from, or {@link #MADE_UP}, or 0. */
    static int number(PcmFrame frame) {
        return frame.samples().length == 0 ? 0 : S16le.samples(frame.samples())[0];
    }

    @Override
    public int decode(byte[] packet, short[] samples) {
        if (packet.length != 5) {
            throw new MediaFormatException("no numbered packet");
        }
        Arrays.fill(samples, 0, 320, (short) ByteBuffer.wrap(packet).getInt(1));
        return 320;
    }

    @Override
    public void conceal(int count, short[] samples) {
        Arrays.fill(samples, 0, count, MADE_UP);
    }
}
