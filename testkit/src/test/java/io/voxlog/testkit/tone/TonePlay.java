package io.voxlog.testkit.tone;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/** What tests do with sound: code it, lose packets, cut it, listen to it. */
final class TonePlay {
    private TonePlay() {}

    /**
     * Decodes packets at 48 kHz, concealing those that are lost, and takes every third sample after a low-pass: the
     * decoder is silent below 48 kHz for packets in hybrid mode.
     */
    static short[] decode(List<byte[]> packets, int packetMillis, IntPredicate lost) {
        try {
            OpusDecoder decoder = new OpusDecoder(48_000, 1);
            int frame = 48 * packetMillis;
            short[] pcm = new short[frame * packets.size()];
            for (int i = 0; i < packets.size(); i++) {
                byte[] packet = lost.test(i) ? null : packets.get(i);
                decoder.decode(packet, 0, packet == null ? 0 : packet.length, pcm, i * frame, frame, false);
            }
            return everyThird(pcm);
        } catch (OpusException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static short[] everyThird(short[] pcm) {
        int half = 36;
        double[] taps = new double[2 * half + 1];
        for (int i = -half; i <= half; i++) {
            double x = Math.PI * i * 7_000 / 24_000;
            double window = 0.5 + 0.5 * Math.cos(Math.PI * i / (half + 1));
            taps[i + half] = 7_000 / 24_000.0 * window * (i == 0 ? 1 : Math.sin(x) / x);
        }
        short[] third = new short[pcm.length / 3];
        for (int n = 0; n < third.length; n++) {
            double sum = 0;
            for (int i = Math.max(-half, -3 * n); i <= half && 3 * n + i < pcm.length; i++) {
                sum += pcm[3 * n + i] * taps[i + half];
            }
            third[n] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
        }
        return third;
    }

    static byte[] bytes(short[] pcm) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pcm);
        return bytes.array();
    }

    static List<HeardWord> listen(short[] pcm) {
        return listen(bytes(pcm), new int[] {2 * pcm.length + 1});
    }

    /** Hears audio cut into pieces of these lengths in bytes, over and over. */
    static List<HeardWord> listen(byte[] pcm, int[] pieces) {
        ToneDecoder decoder = new ToneDecoder();
        List<HeardWord> words = new ArrayList<>();
        int at = 0;
        for (int i = 0; at < pcm.length; i++) {
            int length = Math.min(pieces[i % pieces.length], pcm.length - at);
            words.addAll(decoder.accept(pcm, at, length));
            at += length;
        }
        words.addAll(decoder.finish());
        return words;
    }

    static short[] noise(RandomGenerator random, int samples, int amplitude) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) (random.nextGaussian() * amplitude / 3);
        }
        return pcm;
    }

    static short[] louder(short[] pcm, double decibels) {
        double gain = Math.pow(10, decibels / 20);
        short[] scaled = Arrays.copyOf(pcm, pcm.length);
        for (int i = 0; i < pcm.length; i++) {
            scaled[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(pcm[i] * gain)));
        }
        return scaled;
    }
}
