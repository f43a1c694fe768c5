package io.voxlog.testkit.stt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.voxlog.stt.engine.EngineWord;
import io.voxlog.stt.engine.SttEngine;
import io.voxlog.stt.engine.SttException;
import io.voxlog.stt.engine.SttStream;
import io.voxlog.stt.engine.SttStreamConfig;
import io.voxlog.testkit.stt.RecordingListener.Ended;
import io.voxlog.testkit.stt.RecordingListener.Failed;
import io.voxlog.testkit.stt.RecordingListener.Final;
import io.voxlog.testkit.stt.RecordingListener.Heard;
import io.voxlog.testkit.stt.RecordingListener.Horizon;
import io.voxlog.testkit.stt.RecordingListener.Partial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The contract of {@link SttEngine}. An engine's test extends this and gives an engine and audio that it can hear. */
public abstract class SttEngineContract {
    private static final int SAMPLES_PER_SECOND = 16_000;
    private static final int BYTES_PER_SECOND = 2 * SAMPLES_PER_SECOND;

    /** An open engine; the same one may be given each time. */
    protected abstract SttEngine engine();

    /** Audio, s16le mono 16 kHz, in which the engine hears at least two words, with silence of 1 s at its end. */
    protected abstract byte[] speech();

    /** How long the engine may take for {@link #speech()}. */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** Whether the same audio always gives the same finals. */
    protected boolean deterministic() {
        return true;
    }

    @Test
    void namesItselfForRecordsAndPeople() {
        assertThat(engine().name()).matches("[a-z][a-z0-9-]*");
        assertThat(engine().description()).isNotBlank().doesNotContain("\n");
        assertThat(engine().configHash()).isNotBlank().isEqualTo(engine().configHash());
    }

    @Test
    void wordsAreSortedAndGivenOnceAndLieWithinTheAudio() {
        byte[] speech = speech();
        RecordingListener heard = transcribe(speech, BYTES_PER_SECOND / 50);
        List<EngineWord> words = heard.words();
        assertThat(words).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
        for (int i = 1; i < words.size(); i++) {
            assertThat(words.get(i).startSample())
                    .isGreaterThanOrEqualTo(words.get(i - 1).startSample());
        }
        assertThat(words).allSatisfy(word -> {
            assertThat(word.text()).isNotBlank();
            assertThat(word.endSample()).isLessThanOrEqualTo(speech.length / 2L);
        });
        assertThat(heard.callbacks(Final.class))
                .allSatisfy(given -> assertThat(given.words()).isNotEmpty());
    }

    @Test
    void theHorizonRisesAndNoLaterFinalStartsBeforeIt() {
        byte[] speech = speech();
        RecordingListener heard = transcribe(speech, BYTES_PER_SECOND / 50);
        long horizon = -1;
        for (Heard callback : heard.callbacks()) {
            if (callback instanceof Horizon step) {
                assertThat(step.sample()).isGreaterThan(horizon);
                horizon = step.sample();
            } else if (callback instanceof Final given) {
                long passed = horizon;
                assertThat(given.words())
                        .allSatisfy(word -> assertThat(word.startSample()).isGreaterThanOrEqualTo(passed));
            }
        }
        assertThat(horizon).isEqualTo(speech.length / 2L);
    }

    @Test
    void theHorizonPassesOverLongSilence() {
        RecordingListener heard = new RecordingListener();
        SttStream stream = engine().open(config(), heard);
        send(stream, new byte[10 * BYTES_PER_SECOND], BYTES_PER_SECOND / 10);
        Awaitility.await()
                .atMost(patience())
                .untilAsserted(() -> assertThat(heard.horizon())
                        .isCloseTo(10L * SAMPLES_PER_SECOND, within(2L * SAMPLES_PER_SECOND)));
        stream.abort();
        assertThat(heard.words()).isEmpty();
    }

    @Test
    void endsOnceAndLast() {
        RecordingListener heard = transcribe(speech(), BYTES_PER_SECOND);
        List<Heard> callbacks = heard.callbacks();
        assertThat(heard.callbacks(Ended.class)).hasSize(1);
        assertThat(heard.callbacks(Failed.class)).isEmpty();
        assertThat(callbacks.get(callbacks.size() - 1)).isInstanceOf(Ended.class);
        assertThat(heard.overlapped()).isFalse();
    }

    @Test
    void anEmptyStreamEnds() {
        RecordingListener heard = new RecordingListener();
        engine().open(config(), heard).finish();
        heard.awaitEnd(patience());
        assertThat(heard.callbacks(Ended.class)).hasSize(1);
        assertThat(heard.words()).isEmpty();
    }

    @Test
    void cutsIntoCallsDoNotMatter() {
        List<EngineWord> even = transcribe(speech(), BYTES_PER_SECOND / 50).words();
        List<EngineWord> odd = transcribe(speech(), 2 * 7_919).words();
        if (deterministic()) {
            assertThat(odd).isEqualTo(even);
        } else {
            assertThat(odd).hasSameSizeAs(even);
        }
    }

    @Test
    void theCallersArrayIsFreeAfterSend() {
        byte[] speech = speech();
        List<EngineWord> expected = transcribe(speech, BYTES_PER_SECOND / 10).words();
        RecordingListener heard = new RecordingListener();
        SttStream stream = engine().open(config(), heard);
        byte[] reused = new byte[BYTES_PER_SECOND / 10 + 6];
        for (int at = 0; at < speech.length; at += reused.length - 6) {
            int length = Math.min(reused.length - 6, speech.length - at);
            System.arraycopy(speech, at, reused, 6, length);
            stream.send(reused, 6, length);
            Arrays.fill(reused, (byte) 0x55);
        }
        stream.finish();
        assertThat(heard.awaitEnd(patience()).words()).hasSameSizeAs(expected);
    }

    @Test
    void anAbortedStreamFallsSilent() {
        RecordingListener heard = new RecordingListener();
        SttStream stream = engine().open(config(), heard);
        byte[] speech = speech();
        stream.send(speech, 0, speech.length / 4 * 2);
        stream.abort();
        stream.send(speech, 0, speech.length);
        Awaitility.await().until(() -> stream.backlogSamples() == 0);
        // One callback may have been under way.
        RecordingListener other = transcribe(speech, BYTES_PER_SECOND);
        int after = heard.callbacks().size();
        assertThat(transcribe(speech, BYTES_PER_SECOND).words()).hasSameSizeAs(other.words());
        assertThat(heard.callbacks()).hasSize(after);
        assertThat(heard.callbacks(Ended.class)).isEmpty();
        assertThat(heard.callbacks(Failed.class)).isEmpty();
    }

    @Test
    void theBacklogIsWorkedOff() {
        RecordingListener heard = new RecordingListener();
        SttStream stream = engine().open(config(), heard);
        byte[] speech = speech();
        send(stream, speech, BYTES_PER_SECOND);
        assertThat(stream.backlogSamples()).isBetween(0L, speech.length / 2L);
        stream.finish();
        heard.awaitEnd(patience());
        Awaitility.await().atMost(patience()).until(() -> stream.backlogSamples() == 0);
    }

    @Test
    void streamsSideBySideDoNotDisturbEachOther() {
        byte[] speech = speech();
        List<EngineWord> alone = transcribe(speech, BYTES_PER_SECOND / 10).words();
        List<RecordingListener> listeners = new ArrayList<>();
        List<SttStream> streams = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            listeners.add(new RecordingListener());
            streams.add(engine().open(config(), listeners.get(i)));
        }
        Random random = new Random(1);
        int piece = BYTES_PER_SECOND / 5;
        for (int at = 0; at < speech.length; at += piece) {
            int length = Math.min(piece, speech.length - at);
            for (int n = 0, i = random.nextInt(3); n < 3; n++, i = (i + 1) % 3) {
                streams.get(i).send(speech, at, length);
            }
        }
        streams.forEach(SttStream::finish);
        for (RecordingListener heard : listeners) {
            List<EngineWord> words = heard.awaitEnd(patience().multipliedBy(3)).words();
            assertThat(words).hasSameSizeAs(alone);
            if (deterministic()) {
                assertThat(words).isEqualTo(alone);
            }
        }
    }

    @Test
    void partialsAreKeptBackUnlessWanted() {
        RecordingListener heard = new RecordingListener();
        SttStream stream = engine().open(new SttStreamConfig("contract", "en", false, Duration.ofSeconds(2)), heard);
        byte[] speech = speech();
        send(stream, speech, BYTES_PER_SECOND / 10);
        stream.finish();
        heard.awaitEnd(patience());
        assertThat(heard.callbacks(Partial.class)).isEmpty();
    }

    @Test
    void audioAfterFinishIsRefused() {
        RecordingListener heard = new RecordingListener();
        SttStream stream = engine().open(config(), heard);
        stream.finish();
        assertThatThrownBy(() -> stream.send(new byte[640], 0, 640)).isInstanceOf(IllegalStateException.class);
        heard.awaitEnd(patience());
    }

    /** Must be the last use of an engine: gives a new one that may be closed. */
    protected abstract SttEngine engineToClose();

    @Test
    void aClosedEngineFallsSilentAndTakesNoStream() {
        SttEngine closing = engineToClose();
        RecordingListener heard = new RecordingListener();
        SttStream stream = closing.open(config(), heard);
        closing.close();
        byte[] speech = speech();
        stream.send(speech, 0, speech.length);
        stream.finish();
        assertThatThrownBy(() -> closing.open(config(), heard)).isInstanceOf(SttException.class);
        assertThat(heard.callbacks()).isEmpty();
    }

    /** The whole transcription of some audio, sent in pieces of so many bytes. */
    protected final RecordingListener transcribe(byte[] pcm, int pieceBytes) {
        RecordingListener heard = new RecordingListener();
        SttStream stream = engine().open(config(), heard);
        send(stream, pcm, pieceBytes);
        stream.finish();
        return heard.awaitEnd(patience());
    }

    protected static SttStreamConfig config() {
        return new SttStreamConfig("contract", "en", true, Duration.ofSeconds(2));
    }

    private static void send(SttStream stream, byte[] pcm, int pieceBytes) {
        for (int at = 0; at < pcm.length; at += pieceBytes) {
            stream.send(pcm, at, Math.min(pieceBytes, pcm.length - at));
        }
    }
}
