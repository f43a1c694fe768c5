package io.voxlog.testkit.tone;

import io.voxlog.media.adapter.concentus.OpusDecoder;
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

    /** Decodes packets to 16 kHz, concealing those that are lost. */
    static short[] decode(List<byte[]> packets, int packetMillis, IntPredicate lost) {
        OpusDecoder decoder = new OpusDecoder(16_000);
        int frame = 16 * packetMillis;
        short[] pcm = new short[frame * packets.size()];
        for (int i = 0; i < packets.size(); i++) {
            if (lost.test(i)) {
                decoder.conceal(frame, pcm, i * frame);
            } else {
                decoder.decode(packets.get(i), pcm, i * frame);
            }
        }
        return pcm;
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
