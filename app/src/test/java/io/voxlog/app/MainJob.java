package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxlog.app.play.CallFolder;
import io.voxlog.app.play.CallPlayer;
import io.voxlog.app.play.PlayOptions;
import io.voxlog.app.play.RecordedCall;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.Secret;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.ApicurioSerdes;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.testkit.TopicReader;
import io.voxlog.testkit.tone.ToneCall;
import io.voxlog.testkit.tone.ToneUtterance;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** A tone-coded call of two, and what must have become of it. */
final class MainJob {
    static final String KEY = "devkey";
    static final Secret SECRET = new Secret("canary-secret-that-no-log-may-ever-show");
    private static final long T0_MILLIS = 1_790_000_000_123L;
    private static final double TOLERANCE_SECONDS = 0.020;

    private final ToneCall tones = ToneCall.builder()
            .alternate(List.of("alice", "bob"), 6, 3, Duration.ofMillis(250))
            .build();
    private final RecordedCall call;
    private final TopicReader reader;

    MainJob(Path folder, KafkaSettings kafka, String registryUrl) throws IOException {
        tones.writeTo(folder.resolve("call"), "main-job");
        this.call = CallFolder.read(folder.resolve("call"));
        this.reader = new TopicReader(kafka, ApicurioSerdes.connect(registryUrl));
    }

    TopicReader reader() {
        return reader;
    }

    void play(String http, String room, double speed) throws InterruptedException {
        new CallPlayer(call, new PlayOptions(URI.create(http), KEY, SECRET, room, T0_MILLIS, speed)).play();
    }

    /** Waits for the four analyses of the room. */
    List<AnalysisResult> awaitResults(String room) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(results(room))
                        .hasSize(4)
                        .allMatch(result -> result.getStatus() == ResultStatus.COMPLETED));
        return results(room);
    }

    List<AnalysisResult> results(String room) {
        return reader.values(Topics.ANALYSIS_RESULTS, AnalysisResult.class).stream()
                .filter(result -> result.getRoomSid().equals(room))
                .sorted(Comparator.comparing(AnalysisResult::getType))
                .toList();
    }

    /** A word as a final has it. */
    record Heard(String speaker, String text, long startTicks) {}

    List<Heard> heard(String room) {
        return reader.values(Topics.TRANSCRIPT_FINALS, TranscriptFinal.class).stream()
                .filter(words -> words.getRoomSid().equals(room))
                .flatMap(words -> words.getWords().stream()
                        .map(word -> new Heard(words.getParticipantIdentity(), word.getText(), word.getStartTicks())))
                .sorted(Comparator.comparingLong(Heard::startTicks).thenComparing(Heard::speaker))
                .toList();
    }

    /** Every word of the call once, by its speaker, at its place. */
    void assertHeardExactly(String room) {
        List<ToneUtterance> truth = tones.truth();
        List<Heard> heard = heard(room);
        assertThat(heard)
                .extracting(Heard::text)
                .containsExactlyElementsOf(
                        truth.stream().map(ToneUtterance::text).toList());
        for (int i = 0; i < truth.size(); i++) {
            assertThat(heard.get(i).speaker()).isEqualTo(truth.get(i).speaker());
            assertThat(heard.get(i).startTicks() / 48_000.0)
                    .isBetween(
                            truth.get(i).start().seconds() - TOLERANCE_SECONDS,
                            truth.get(i).start().seconds() + TOLERANCE_SECONDS);
        }
    }
}
