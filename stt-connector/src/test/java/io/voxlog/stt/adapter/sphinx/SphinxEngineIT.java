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
import java.util.List;
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

    /** A speaker's track: what is said in it and what the engine heard. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Track(String speaker, List<Said> said, byte[] pcm, RecordingListener heard) {}

    @Test
    void aClearVoiceIsTranscribedAlmostWithoutError(TestReporter reporter) throws IOException {
        Track track = transcribe(RecordedCall.open("weekly-review"), "bob", reporter);

        assertThat(errors(track, reporter).rate()).isLessThanOrEqualTo(0.05);
        assertUtterancesHaveTheirTimes(track.said(), track.heard().words());
    }

    private static Track transcribe(RecordedCall call, String speaker, TestReporter reporter) throws IOException {
        Track track = new Track(speaker, call.said(speaker), call.pcm(speaker), new RecordingListener());
        long start = System.nanoTime();
        SttStreamConfig config = new SttStreamConfig(speaker, "en", true, Duration.ofSeconds(2));
        SttStream stream = engine.open(config, track.heard());
        for (int at = 0; at < track.pcm().length; at += 640) {
            stream.send(track.pcm(), at, Math.min(640, track.pcm().length - at));
        }
        stream.finish();
        track.heard().awaitEnd(PATIENCE);
        double seconds = (System.nanoTime() - start) / 1e9;
        double length = track.pcm().length / 2.0 / SAMPLES_PER_SECOND;
        reporter.publishEntry("times real time", String.format("%.2f", seconds / length));
        assertThat(track.heard().callbacks(Ended.class)).hasSize(1);
        return track;
    }

    private static WordErrorRate errors(Track track, TestReporter reporter) {
        WordErrorRate errors = WordErrorRate.of(
                track.said().stream().map(Said::text).collect(Collectors.joining(" ")),
                track.heard().words().stream().map(EngineWord::text).collect(Collectors.joining(" ")));
        reporter.publishEntry("errors of " + track.speaker(), errors.errors() + " of " + errors.referenceWords());
        return errors;
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
