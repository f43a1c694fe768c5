package io.voxlog.testkit.tone;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.stt.engine.EngineWord;
import io.voxlog.stt.engine.SttEngine;
import io.voxlog.stt.engine.SttStream;
import io.voxlog.testkit.stt.RecordingListener;
import io.voxlog.testkit.stt.RecordingListener.Failed;
import io.voxlog.testkit.stt.RecordingListener.Final;
import io.voxlog.testkit.stt.RecordingListener.Heard;
import io.voxlog.testkit.stt.RecordingListener.Horizon;
import io.voxlog.testkit.stt.RecordingListener.Partial;
import io.voxlog.testkit.stt.SttEngineContract;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ToneEngineTest extends SttEngineContract {
    private static final ToneCall CALL =
            ToneCall.builder().say("alice", 7, Duration.ofMillis(120)).build();

    private ToneEngine engine = new ToneEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Override
    protected SttEngine engine() {
        return engine;
    }

    @Override
    protected SttEngine engineToClose() {
        return new ToneEngine();
    }

    @Override
    protected byte[] speech() {
        return CALL.pcmBytes("alice", 16_000);
    }

    @Test
    void everyWordIsGivenWithItsExactTime() {
        List<EngineWord> expected = CALL.truth().stream()
                .map(it -> EngineWord.word(
                        it.text(), it.start().ticks() / 3, it.end().ticks() / 3))
                .toList();
        assertThat(transcribe(speech(), 640).words()).isEqualTo(expected);
    }

    @Test
    void finalsHoldAsManyWordsAsAsked() {
        use(ToneOptions.USUAL.withWordsPerFinal(3), ToneFaults.NONE);
        assertThat(transcribe(speech(), 640).callbacks(Final.class))
                .extracting(given -> given.words().size())
                .containsExactly(3, 3, 1);
    }

    @Test
    void aLoneWordDoesNotWaitForeverForItsFinalToFill() {
        use(ToneOptions.USUAL.withWordsPerFinal(50), ToneFaults.NONE);
        byte[] pcm = ToneCall.builder()
                .say("bob")
                .tail(Duration.ofSeconds(5))
                .build()
                .pcmBytes("bob", 16_000);
        List<Heard> callbacks = transcribe(pcm, 640).callbacks();
        int given = callbacks.indexOf(new Final(List.of(EngineWord.word("bob-1", 16_000, 22_400))));
        assertThat(given).isPositive();
        assertThat(callbacks.subList(given, callbacks.size()).stream().filter(it -> it instanceof Horizon))
                .hasSizeGreaterThan(20);
    }

    @Test
    void wordsArePartialBeforeTheyAreFinal() {
        use(ToneOptions.USUAL.withFinalDelay(Duration.ofMillis(700)), ToneFaults.NONE);
        RecordingListener heard = transcribe(speech(), 640);
        List<EngineWord> words = heard.words();
        assertThat(heard.callbacks(Partial.class))
                .contains(new Partial(words.subList(0, 1)), new Partial(words.subList(1, 3)));
        assertThat(heard.callbacks().indexOf(new Partial(words.subList(0, 1))))
                .isLessThan(heard.callbacks().indexOf(new Final(words.subList(0, 1))));
    }

    @Test
    void everyCallbackIsTheSameHoweverTheAudioIsCut() {
        use(new ToneOptions(2, Duration.ofMillis(300), Duration.ofMillis(60), Duration.ofMillis(250)), ToneFaults.NONE);
        List<Heard> once = transcribe(speech(), 640).callbacks();
        assertThat(transcribe(speech(), 2).callbacks()).isEqualTo(once);
        assertThat(transcribe(speech(), 100_002).callbacks()).isEqualTo(once);
    }

    @Test
    void theHorizonLagsAsAsked() {
        use(ToneOptions.USUAL.withHorizonLag(Duration.ofSeconds(1)), ToneFaults.NONE);
        List<Horizon> lagging = transcribe(new byte[128_000], 640).callbacks(Horizon.class);
        assertThat(lagging.get(lagging.size() - 2).sample()).isBetween(45_000L, 48_000L);
        assertThat(lagging.get(lagging.size() - 1).sample()).isEqualTo(64_000L);
    }

    @Test
    void failsWhereToldAndOnlyThere() {
        use(ToneOptions.USUAL, ToneFaults.first(2, 40_000, true));
        for (int stream = 0; stream < 2; stream++) {
            RecordingListener heard = transcribe(speech(), 1_000);
            assertThat(heard.callbacks(Failed.class))
                    .hasSize(1)
                    .allMatch(it -> it.cause().retryable());
            assertThat(heard.words()).extracting(EngineWord::text).containsExactly("alice-1", "alice-2");
        }
        assertThat(transcribe(speech(), 1_000).words()).hasSize(7);
        assertThat(engine.openedStreams()).isEqualTo(3);
        Awaitility.await().until(() -> engine.liveStreams() == 0);
    }

    @Test
    void failsAtOnceForGoodWhereTold() {
        use(ToneOptions.USUAL, ToneFaults.first(1, 0, false));
        RecordingListener heard = new RecordingListener();
        SttStream stream = engine.open(config(), heard);
        heard.awaitEnd(patience());
        assertThat(heard.callbacks()).hasSize(1);
        assertThat(heard.callbacks(Failed.class)).noneMatch(it -> it.cause().retryable());
        stream.send(speech(), 0, 640);
        assertThat(stream.backlogSamples()).isZero();
    }

    private void use(ToneOptions options, ToneFaults faults) {
        engine.close();
        engine = new ToneEngine(options, faults);
    }
}
