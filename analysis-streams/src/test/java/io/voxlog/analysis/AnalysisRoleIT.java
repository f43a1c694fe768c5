package io.voxlog.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.voxlog.analysis.job.AnalysisProvider;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.AnalysisAction;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.RoomStatus;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.Transcript;
import io.voxlog.testkit.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnalysisRoleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<AnalysisRole> roles = new ArrayList<>();
    private final List<Throwable> faults = new ArrayList<>();
    private EmbeddedCluster cluster;
    private KafkaProducer<String, SpecificRecord> producer;

    @BeforeEach
    void startCluster() {
        cluster = EmbeddedCluster.start();
        producer = cluster.producer();
    }

    @AfterEach
    void stopAll() throws Exception {
        for (AnalysisRole role : roles) {
            role.stop().await(30, TimeUnit.SECONDS);
        }
        producer.close();
        cluster.close();
        vertx.close().await(10, TimeUnit.SECONDS);
        assertThat(faults).isEmpty();
    }

    @Test
    void makesRoomTranscriptAndFourResultsOfACall() throws Exception {
        start("one");

        play(new CallScript("RM_1"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(results()).hasSize(4));
        assertThat(results())
                .extracting(AnalysisResult::getType)
                .containsExactlyInAnyOrder("summary", "action_items", "sentiment", "speaker_analytics");
        assertThat(results()).allSatisfy(result -> {
            assertThat(result.getStatus()).isEqualTo(ResultStatus.COMPLETED);
            assertThat(result.getProvider()).isEqualTo("offline");
            assertThat(result.getAttempt()).isEqualTo(1);
            assertThat(result.getOutput()).startsWith("{\"result\":{").contains("\"rule_based\":true");
        });
        List<Transcript> transcripts = cluster.reader().values(Topics.TRANSCRIPTS, Transcript.class);
        assertThat(transcripts).singleElement().satisfies(transcript -> {
            assertThat(transcript.getComplete()).isTrue();
            assertThat(transcript.getUtterances()).hasSize(4);
        });
        List<RoomState> rooms = cluster.reader().values(Topics.ROOMS, RoomState.class);
        RoomState last = rooms.get(rooms.size() - 1);
        assertThat(last.getStatus()).isEqualTo(RoomStatus.COMPLETED);
        assertThat(last.getT0Millis()).isEqualTo(CallScript.T0);
        assertThat(last.getTranscriptVersion()).isEqualTo(1);
    }

    private void start(String name, AnalysisProvider... providers) throws Exception {
        RoleContext context = new RoleContext(
                vertx, cluster.settings(), cluster.serdes(), Clock.systemUTC(), name, faults::add);
        AnalysisConfig config = AnalysisConfig.in(folder.resolve(name));
        AnalysisRole role = providers.length == 0
                ? new AnalysisRole(context, config)
                : new AnalysisRole(context, config, List.of(providers));
        roles.add(role);
        role.start().await(60, TimeUnit.SECONDS);
    }

    private void play(CallScript call) {
        call.twoPersonCall().forEach(event -> send(Topics.LIVEKIT_EVENTS.name(), call.roomSid(), event));
        call.twoPersonFinals().forEach(said -> send(Topics.TRANSCRIPT_FINALS.name(), call.roomSid(), said));
        producer.flush();
    }

    private void send(String topic, String roomSid, SpecificRecord value) {
        producer.send(new ProducerRecord<>(topic, roomSid, value));
    }

    private List<AnalysisResult> results() {
        return cluster.reader().values(Topics.ANALYSIS_RESULTS, AnalysisResult.class);
    }

    private List<AnalysisJob> jobs() {
        return Topics.JOB_BANDS.stream()
                .flatMap(band -> cluster.reader().values(Topics.analysisJobs(band), AnalysisJob.class).stream())
                .toList();
    }

    private List<AnalysisAction> actions() {
        return cluster.reader().values(Topics.ANALYSIS_ACTIONS, AnalysisAction.class);
    }
}
