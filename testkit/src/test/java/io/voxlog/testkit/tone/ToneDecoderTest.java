package io.voxlog.testkit.tone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.voxlog.media.MediaTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ToneDecoderTest {
    private static final int TWO_MILLIS = 32;

    @ParameterizedTest
    @CsvSource({"24000,20,true", "32000,20,true", "24000,60,true", "24000,20,false", "32000,60,false", "64000,10,false"
    })
    void everyWordSurvivesOpusWithItsTime(int bitrate, int packetMillis, boolean voice) {
        ToneCall call = call();
        for (String speaker : call.participants()) {
            List<byte[]> packets = call.opus(speaker, new OpusSettings(bitrate, packetMillis, voice));
            assertHeard(call.truth(speaker), TonePlay.listen(TonePlay.decode(packets, packetMillis, lost -> false)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-40, -20, -6, 6, 20})
    void levelDoesNotMatter(double decibels) {
        ToneCall call = call();
        short[] pcm = TonePlay.louder(call.pcm("alice", 16_000), decibels);
        assertHeard(call.truth("alice"), TonePlay.listen(pcm));
    }

    @Test
    void lossHarmsWordsButNeverChangesThem() {
        ToneCall call =
                ToneCall.builder().say("alice", 40, Duration.ofMillis(70)).build();
        List<byte[]> packets = call.opus("alice", OpusSettings.USUAL);
        Random random = new Random(5);
        List<HeardWord> heard = TonePlay.listen(TonePlay.decode(packets, 20, i -> random.nextInt(100) < 5));
        assertThat(heard).hasSizeBetween(5, 39);
        List<String> texts = call.truth().stream().map(ToneUtterance::text).toList();
        for (HeardWord word : heard) {
            ToneUtterance said = call.truth().get(texts.indexOf(word.text()));
            assertThat(word.startSample()).isCloseTo(samples(said.start()), within((long) TWO_MILLIS));
        }
    }

    @Test
    void cutsIntoCallsDoNotMatter() {
        short[] pcm = TonePlay.decode(call().opus("bob", OpusSettings.USUAL), 20, lost -> false);
        byte[] bytes = TonePlay.bytes(pcm);
        List<HeardWord> whole = TonePlay.listen(pcm);
        assertThat(whole).hasSize(call().truth("bob").size());
        Random random = new Random(11);
        for (int round = 0; round < 5; round++) {
            int[] pieces = random.ints(16, 1, round % 2 == 0 ? 700 : 90_000).toArray();
            assertThat(TonePlay.listen(bytes, pieces)).isEqualTo(whole);
        }
    }

    @Test
    void whereAStreamStartsDoesNotMatterToTheWordsWhollyInIt() {
        short[] pcm = TonePlay.decode(call().opus("alice", OpusSettings.USUAL), 20, lost -> false);
        List<HeardWord> whole = TonePlay.listen(pcm);
        Random random = new Random(3);
        for (int round = 0; round < 8; round++) {
            int cut = random.nextInt(pcm.length);
            List<HeardWord> later = TonePlay.listen(Arrays.copyOfRange(pcm, cut, pcm.length)).stream()
                    .map(it -> new HeardWord(it.text(), it.startSample() + cut, it.endSample() + cut))
                    .toList();
            List<HeardWord> expected =
                    whole.stream().filter(it -> it.startSample() >= cut).toList();
            assertThat(later).isEqualTo(expected);
        }
    }

    @Test
    void aWordCutAtEitherEndIsNotHeard() {
        short[] word = ToneWords.encode("alice-17", 16_000);
        for (int cut = 2 * TWO_MILLIS; cut < word.length; cut += 97) {
            assertThat(TonePlay.listen(Arrays.copyOfRange(word, cut, word.length)))
                    .isEmpty();
            assertThat(TonePlay.listen(Arrays.copyOf(word, word.length - cut))).isEmpty();
        }
        assertThat(TonePlay.listen(word)).containsExactly(new HeardWord("alice-17", 0, word.length));
    }

    @Test
    void noiseIsNoWord() {
        Random random = new Random(7);
        for (int amplitude : new int[] {1, 30, 1_000, 30_000}) {
            assertThat(TonePlay.listen(TonePlay.noise(random, 8 * 16_000, amplitude)))
                    .isEmpty();
        }
    }

    @Test
    void wordsAreHeardThroughNoise() {
        short[] pcm = call().pcm("alice", 16_000);
        short[] noise = TonePlay.noise(new Random(9), pcm.length, 6_000);
        IntStream.range(0, pcm.length).forEach(i -> pcm[i] += noise[i]);
        assertHeard(call().truth("alice"), TonePlay.listen(pcm));
    }

    @Test
    void silenceAndWordsAreSettledSoonAfterTheyAreHeard() {
        ToneDecoder decoder = new ToneDecoder();
        byte[] silence = new byte[32_000];
        decoder.accept(silence, 0, silence.length);
        assertThat(decoder.settledSample()).isGreaterThan(16_000 - 1_600);
        byte[] word = TonePlay.bytes(ToneWords.encode("bob-1", 16_000));
        decoder.accept(word, 0, word.length - 200);
        assertThat(decoder.settledSample()).isCloseTo(16_000, within(64L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-0", "zzzzzz-65535", "999999-1", "x-10000", "abc123-42"})
    void everyTextOfTheAlphabetIsReadAsWritten(String text) {
        assertThat(TonePlay.listen(ToneWords.encode(text, 16_000)))
                .extracting(HeardWord::text)
                .containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", "alice-", "-1", "alice-65536", "alice-01", "Alice-1", "charlie-1", "al ice-1"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> ToneWords.encode(text, 16_000)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ToneCall call() {
        return ToneCall.builder()
                .alternate(List.of("alice", "bob"), 2, 2, Duration.ofMillis(90))
                .gap(Duration.ofMillis(-333))
                .say("alice", 4, Duration.ZERO)
                .gap(Duration.ofMillis(-1_203))
                .say("bob", 3, Duration.ofMillis(13))
                .build();
    }

    private static void assertHeard(List<ToneUtterance> said, List<HeardWord> heard) {
        assertThat(heard)
                .extracting(HeardWord::text)
                .containsExactlyElementsOf(
                        said.stream().map(ToneUtterance::text).toList());
        for (int i = 0; i < said.size(); i++) {
            assertThat(heard.get(i).startSample()).isCloseTo(samples(said.get(i).start()), within((long) TWO_MILLIS));
            assertThat(heard.get(i).endSample()).isCloseTo(samples(said.get(i).end()), within((long) TWO_MILLIS));
        }
    }

    private static long samples(MediaTime time) {
        return time.ticks() / 3;
    }
}
