package io.voxlog.stt.adapter.sphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.voxlog.stt.adapter.sphinx.RecordedCall.Said;
import io.voxlog.stt.engine.EngineWord;
import io.voxlog.stt.engine.SttStream;
import io.voxlog.stt.engine.SttStreamConfig;
import io.voxlog.testkit.stt.RecordingListener;
import io.voxlog.testkit.stt.RecordingListener.Ended;
import io.voxlog.transcript.WordErrorRate;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What the offline engine makes of the recorded calls, all tracks of a call side by side. Reports what it measures. */
final class SphinxEngineIT {
    private static final long SAMPLES_PER_SECOND = 16_000;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static SphinxEngine engine = new SphinxEngine(new SphinxConfig(1), System::nanoTime);

    @BeforeAll
    static void load() {
        Duration took = engine.warmUp().join();
        assertThat(took).isPositive();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void weeklyReviewIsTranscribedAlmostWithoutError(TestReporter reporter) throws IOException {
        RecordedCall call = RecordedCall.open("weekly-review");
        Map<String, List<EngineWord>> heard = transcribe(call, reporter);
        for (String speaker : call.participants()) {
            List<Said> said = call.said(speaker);
            WordErrorRate errors = errors(said, heard.get(speaker));
            reporter.publishEntry("errors of " + speaker, errors.errors() + " of " + errors.referenceWords());
            assertThat(errors.rate()).isLessThanOrEqualTo(0.05);
            assertUtterancesHaveTheirTimes(said, heard.get(speaker));
        }
    }

    @Test
    void supportEscalationRunsThroughWithMostWordsRight(TestReporter reporter) throws IOException {
        RecordedCall call = RecordedCall.open("support-escalation");
        Map<String, List<EngineWord>> heard = transcribe(call, reporter);
        for (String speaker : call.participants()) {
            WordErrorRate errors = errors(call.said(speaker), heard.get(speaker));
            reporter.publishEntry("errors of " + speaker, errors.errors() + " of " + errors.referenceWords());
            assertThat(errors.rate()).isLessThanOrEqualTo(0.4);
        }
    }

    private static Map<String, List<EngineWord>> transcribe(RecordedCall call, TestReporter reporter)
            throws IOException {
        Map<String, RecordingListener> listeners = new LinkedHashMap<>();
        Map<String, byte[]> tracks = new LinkedHashMap<>();
        for (String speaker : call.participants()) {
            tracks.put(speaker, call.pcm(speaker));
        }
        long start = System.nanoTime();
        for (String speaker : call.participants()) {
            RecordingListener listener = new RecordingListener();
            listeners.put(speaker, listener);
            SttStream stream = engine.open(new SttStreamConfig(speaker, "en", true, Duration.ofSeconds(2)), listener);
            byte[] pcm = tracks.get(speaker);
            for (int at = 0; at < pcm.length; at += 640) {
                stream.send(pcm, at, Math.min(640, pcm.length - at));
            }
            stream.finish();
        }
        listeners.values().forEach(listener -> listener.awaitEnd(PATIENCE));
        double seconds = (System.nanoTime() - start) / 1e9;
        double length = tracks.values().iterator().next().length / 2.0 / SAMPLES_PER_SECOND;
        reporter.publishEntry("times real time", String.format("%.2f", seconds / length));
        assertThat(listeners.values())
                .allSatisfy(it -> assertThat(it.callbacks(Ended.class)).hasSize(1));
        Map<String, List<EngineWord>> heard = new LinkedHashMap<>();
        listeners.forEach((speaker, listener) -> heard.put(speaker, listener.words()));
        return heard;
    }

    private static WordErrorRate errors(List<Said> said, List<EngineWord> heard) {
        return WordErrorRate.of(
                said.stream().map(Said::text).collect(Collectors.joining(" ")),
                heard.stream().map(EngineWord::text).collect(Collectors.joining(" ")));
    }

    /** Each utterance starts and ends near a word's start and end, and no word lies outside of all utterances. */
    private static void assertUtterancesHaveTheirTimes(List<Said> said, List<EngineWord> words) {
        for (Said utterance : said) {
            List<EngineWord> inside = words.stream()
                    .filter(it -> it.startSample() + it.endSample() > 2 * utterance.start())
                    .filter(it -> it.startSample() + it.endSample() < 2 * utterance.end())
                    .toList();
            assertThat(inside).isNotEmpty();
            assertThat(inside.get(0).startSample()).isCloseTo(utterance.start(), within(SAMPLES_PER_SECOND / 10));
            assertThat(inside.get(inside.size() - 1).endSample())
                    .isCloseTo(utterance.end(), within(SAMPLES_PER_SECOND / 10));
        }
    }
}
