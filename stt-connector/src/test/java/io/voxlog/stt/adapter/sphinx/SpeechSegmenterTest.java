package io.voxlog.stt.adapter.sphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpeechSegmenterTest {
    private static final int SECOND = 16_000;
    private static final long FRAME = SpeechSegmenter.FRAME_SAMPLES;

    private final Random random = new Random(1);

    @Test
    void findsSpeechBetweenPauses() {
        byte[] pcm = sound(0, 20, 2 * SECOND, 3_000, SECOND, 20, SECOND, 3_000, SECOND / 2, 20, 2 * SECOND);
        List<Utterance> found = segment(pcm, pcm.length);
        assertThat(found).hasSize(2);
        assertSpeech(found.get(0), 2 * SECOND, 3 * SECOND);
        assertSpeech(found.get(1), 4 * SECOND, 4 * SECOND + SECOND / 2);
    }

    @Test
    void shortPausesBelongToTheUtterance() {
        byte[] pcm = sound(0, 20, SECOND, 3_000, SECOND, 20, SECOND / 3, 3_000, SECOND, 20, SECOND);
        List<Utterance> found = segment(pcm, pcm.length);
        assertThat(found).hasSize(1);
        assertSpeech(found.get(0), SECOND, 3 * SECOND + SECOND / 3);
    }

    @Test
    void utterancesNeverOverlapAndNeverStartBeforeTheSettledSample() {
        byte[] pcm = sound(0, 5, SECOND, 3_000, SECOND, 5, SECOND * 6 / 10, 3_000, SECOND, 5, SECOND);
        SpeechSegmenter segmenter = new SpeechSegmenter(SegmenterSettings.USUAL);
        long settled = 0;
        long end = 0;
        for (int at = 0; at < pcm.length; at += 640) {
            for (Utterance utterance : segmenter.accept(pcm, at, Math.min(640, pcm.length - at))) {
                assertThat(utterance.startSample())
                        .isGreaterThanOrEqualTo(settled)
                        .isGreaterThanOrEqualTo(end);
                end = utterance.endSample();
            }
            assertThat(segmenter.settledSample()).isGreaterThanOrEqualTo(settled);
            settled = segmenter.settledSample();
        }
        assertThat(end).isPositive();
        assertThat(settled).isGreaterThan(pcm.length / 2 - SECOND);
    }

    @Test
    void cutsIntoCallsDoNotMatter() {
        byte[] pcm = sound(0, 20, SECOND, 3_000, SECOND, 20, SECOND, 3_000, SECOND, 20, 77);
        List<Utterance> whole = segment(pcm, pcm.length);
        for (int piece : new int[] {2, 318, 322, 5_000}) {
            List<Utterance> pieces = segment(pcm, piece);
            assertThat(pieces).hasSameSizeAs(whole);
            for (int i = 0; i < whole.size(); i++) {
                assertThat(pieces.get(i).startSample()).isEqualTo(whole.get(i).startSample());
                assertThat(pieces.get(i).speechStart()).isEqualTo(whole.get(i).speechStart());
                assertThat(pieces.get(i).speechEnd()).isEqualTo(whole.get(i).speechEnd());
                assertThat(Arrays.equals(pieces.get(i).pcm(), whole.get(i).pcm()))
                        .isTrue();
            }
        }
    }

    @Test
    void longSpeechIsCutWhereItIsQuietest() {
        byte[] pcm = sound(0, syllables(SECOND, 12, 20, SECOND / 5, 12));
        List<Utterance> found = segment(pcm, pcm.length);
        assertThat(found).hasSize(2);
        long quiet = 13 * SECOND + SECOND / 10;
        assertThat(found.get(0).endSample()).isCloseTo(quiet, within(SECOND / 10L));
        assertThat(found.get(1).startSample()).isEqualTo(found.get(0).endSample());
        assertThat(found.get(1).speechStart()).isEqualTo(found.get(1).startSample());
    }

    @Test
    void steadyNoiseIsNoSpeechForLong() {
        byte[] pcm = sound(0, 400, 40 * SECOND);
        List<Utterance> found = segment(pcm, pcm.length);
        long held = found.stream().mapToLong(it -> it.pcm().length).sum();
        assertThat(held).isLessThan(12L * SECOND);
    }

    @Test
    void speechStandsOutFromNoise() {
        byte[] pcm = sound(0, 200, 13 * SECOND, 3_000, SECOND, 200, 2 * SECOND);
        List<Utterance> found = segment(pcm, pcm.length);
        Utterance last = found.get(found.size() - 1);
        assertSpeech(last, 13 * SECOND, 14 * SECOND);
    }

    @Test
    void anOffsetOfTheSignalIsNoSound() {
        byte[] pcm = sound(2_000, 1, 5 * SECOND);
        assertThat(segment(pcm, pcm.length)).isEmpty();
    }

    @Test
    void speechAtTheEndOfTheStreamIsGiven() {
        byte[] pcm = sound(0, 20, SECOND, 3_000, SECOND + 40);
        List<Utterance> found = segment(pcm, pcm.length);
        assertThat(found).hasSize(1);
        assertSpeech(found.get(0), SECOND, 2 * SECOND);
    }

    private static void assertSpeech(Utterance utterance, long start, long end) {
        assertThat(utterance.speechStart()).isCloseTo(start, within(2 * FRAME));
        assertThat(utterance.speechEnd()).isCloseTo(end, within(2 * FRAME));
        assertThat(utterance.startSample()).isLessThan(start);
    }

    private static List<Utterance> segment(byte[] pcm, int piece) {
        SpeechSegmenter segmenter = new SpeechSegmenter(SegmenterSettings.USUAL);
        List<Utterance> found = new ArrayList<>();
        for (int at = 0; at < pcm.length; at += piece) {
            found.addAll(segmenter.accept(pcm, at, Math.min(piece, pcm.length - at)));
        }
        found.addAll(segmenter.finish());
        return found;
    }

    /** Silence, seconds of syllables of 250 ms, a pause, seconds of syllables, silence. */
    private static int[] syllables(int lead, int seconds, int pauseAmplitude, int pause, int moreSeconds) {
        int[] one = {3_000, SECOND * 19 / 100, 200, SECOND * 6 / 100};
        IntStream before = IntStream.range(0, 4 * seconds).flatMap(i -> IntStream.of(one));
        IntStream after = IntStream.range(0, 4 * moreSeconds).flatMap(i -> IntStream.of(one));
        IntStream spoken = IntStream.concat(IntStream.concat(before, IntStream.of(pauseAmplitude, pause)), after);
        return IntStream.concat(IntStream.concat(IntStream.of(20, lead), spoken), IntStream.of(20, SECOND))
                .toArray();
    }

    /** Noise of so high an amplitude for so many samples, and so on. */
    private byte[] sound(int offset, int... amplitudesAndSamples) {
        int total = 0;
        for (int i = 1; i < amplitudesAndSamples.length; i += 2) {
            total += amplitudesAndSamples[i];
        }
        byte[] pcm = new byte[2 * total];
        int at = 0;
        for (int i = 0; i < amplitudesAndSamples.length; i += 2) {
            for (int n = 0; n < amplitudesAndSamples[i + 1]; n++) {
                int sample = offset + (int) (random.nextGaussian() * amplitudesAndSamples[i]);
                pcm[at++] = (byte) sample;
                pcm[at++] = (byte) (sample >> 8);
            }
        }
        return pcm;
    }
}
