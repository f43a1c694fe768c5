package io.voxlog.analysis.adapter.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.voxlog.analysis.CallScript;
import io.voxlog.analysis.RoleFixture;
import io.voxlog.analysis.job.AnalysisAnswer;
import io.voxlog.analysis.job.AnalysisFailedException;
import io.voxlog.analysis.job.AnalysisProvider;
import io.voxlog.analysis.job.AnalysisRequest;
import io.voxlog.analysis.job.JobOutcome;
import io.voxlog.analysis.job.JobPlan;
import io.voxlog.analysis.job.SupersededException;
import io.voxlog.analysis.job.WorkerSettings;
import io.voxlog.runtime.Backoff;
import io.voxlog.schemas.AiInteraction;
import io.voxlog.schemas.AnalysisAction;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.Transcript;
import io.voxlog.schemas.Utterance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobWorkersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOCK = Duration.ofSeconds(2);
    private static final Map<String, Integer> PRIORITIES = JobPlan.DEFAULT.priorities();
    private static final WorkerSettings SETTINGS = new WorkerSettings(
            1,
            3,
            new Backoff(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(200)),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10));

    private static RoleFixture fixture;

    private final List<JobWorkers> started = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        fixture = new RoleFixture(folder);
        for (int band : Topics.JOB_BANDS) {
            ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, BandConsumer.groupId(band));
            ConfigEntry lock = new ConfigEntry("share.record.lock.duration.ms", String.valueOf(LOCK.toMillis()));
            fixture.cluster()
                    .admin()
                    .incrementalAlterConfigs(Map.of(group, List.of(new AlterConfigOp(lock, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(fixture.faults()).isEmpty();
        fixture.close();
    }

    @AfterEach
    void stopWorkers() throws Exception {
        for (JobWorkers workers : started) {
            workers.stop();
        }
    }

    @Test
    void aJobOfADeadWorkerIsResumedElsewhereAndItsLateResultIsRefused() throws Exception {
        CallScript call = new CallScript("RM_dead");
        AnalysisJob job = writeJob(call, "summary", 100);
        EchoProvider provider = new EchoProvider();
        try (BandConsumer dead = new BandConsumer(fixture.context("dead"), 100);
                KafkaJobLedger ledger = KafkaJobLedger.open(fixture.context("dead"), job)) {
            take(dead);
            ledger.claimed(1);

            startWorkers("alive", provider);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(results(call)).hasSize(1));
            JobOutcome late = new JobOutcome.Failed("too late");
            assertThatThrownBy(() -> ledger.finished(1, provider, late)).isInstanceOf(SupersededException.class);
        }
        assertThat(results(call)).singleElement().satisfies(result -> {
            assertThat(result.getStatus()).isEqualTo(ResultStatus.COMPLETED);
            assertThat(result.getAttempt()).isEqualTo(2);
        });
    }

    @Test
    void aJobThatRunsLongerThanItsLockIsRenewedAndRunsOnceWhileAnotherWorkerGoesOn() throws Exception {
        CallScript call = new CallScript("RM_long");
        CallScript other = new CallScript("RM_meanwhile");
        EchoProvider provider = new EchoProvider();
        provider.gate = new CountDownLatch(1);
        startWorkers("one", provider);
        startWorkers("two", provider);
        writeJob(call, "summary", 100);
        await().atMost(PATIENCE).until(() -> provider.asked.contains("RM_long summary"));

        writeJob(other, "action_items", 90);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(results(other)).hasSize(1));
        await().pollDelay(LOCK.multipliedBy(3)).until(() -> true);
        provider.gate.countDown();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(results(call)).hasSize(1));
        assertThat(provider.asked).containsExactly("RM_long summary", "RM_meanwhile action_items");
        assertThat(results(call).get(0).getAttempt()).isEqualTo(1);
    }

    @Test
    void higherBandsComeFirstOutOfAFullBacklogAndEachBandInOrder() throws Exception {
        EchoProvider provider = new EchoProvider();
        startWorkers("one", provider);
        CallScript warmUp = new CallScript("RM_warm");
        PRIORITIES.forEach((type, band) -> writeJob(warmUp, type, band));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(results(warmUp)).hasSize(4));
        provider.gate = new CountDownLatch(1);
        writeJob(new CallScript("RM_long_backlog"), "summary", 100);
        await().atMost(PATIENCE).until(() -> provider.asked.contains("RM_long_backlog summary"));
        provider.asked.clear();

        for (int i = 0; i < 4; i++) {
            CallScript call = new CallScript("RM_" + i);
            PRIORITIES.forEach((type, band) -> writeJob(call, type, band));
        }
        provider.gate.countDown();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(provider.asked).hasSize(16));
        List<String> expected = new ArrayList<>();
        for (String type : List.of("summary", "action_items", "sentiment", "speaker_analytics")) {
            for (int i = 0; i < 4; i++) {
                expected.add("RM_" + i + " " + type);
            }
        }
        assertThat(provider.asked).containsExactlyElementsOf(expected);
    }

    @Test
    void aJobThatKeepsFailingIsTriedFourTimesAndThenFailed() throws Exception {
        CallScript call = new CallScript("RM_fails");
        EchoProvider provider = new EchoProvider();
        provider.failing = true;
        startWorkers("one", provider);

        writeJob(call, "summary", 100);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(results(call)).hasSize(1));
        assertThat(results(call).get(0).getStatus()).isEqualTo(ResultStatus.FAILED);
        assertThat(results(call).get(0).getError()).contains("4 attempts").contains("busy");
        assertThat(fixture.cluster().reader().values(Topics.ANALYSIS_ACTIONS, AnalysisAction.class).stream()
                        .filter(action -> action.getRoomSid().equals(call.roomSid()))
                        .map(action -> action.getKind() + " " + action.getAttempt()))
                .startsWith("CLAIMED 1", "CALLED 1", "FAILED 1", "CLAIMED 2")
                .endsWith("CLAIMED 4", "CALLED 4", "FAILED 4", "COMPLETED 4");
        assertThat(interactions(call))
                .extracting(AiInteraction::getError)
                .containsExactly("busy", "busy", "busy", "busy");
    }

    @Test
    void everyCallOfAProviderIsOnTheLogWithItsTokensAndLatency() throws Exception {
        CallScript call = new CallScript("RM_long_call");
        EchoProvider provider = new EchoProvider();
        provider.gate = new CountDownLatch(1);
        startWorkers("one", provider);
        AnalysisJob job = writeJob(call, "summary", 100);
        await().atMost(PATIENCE).until(() -> !provider.asked.isEmpty());
        await().pollDelay(Duration.ofMillis(60)).until(() -> true);
        provider.gate.countDown();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(results(call)).hasSize(1));

        assertThat(interactions(call)).singleElement().satisfies(asked -> {
            assertThat(asked.getId()).isEqualTo(job.getJobId() + "/1/1");
            assertThat(asked.getJobId()).isEqualTo(job.getJobId());
            assertThat(asked.getProvider() + " " + asked.getModel()).isEqualTo("echo echo-1");
            assertThat(asked.getPromptTokens() + "+" + asked.getCompletionTokens())
                    .isEqualTo("1+2");
            assertThat(asked.getLatencyMillis()).isBetween(60L, PATIENCE.toMillis());
            assertThat(asked.getError()).isNull();
        });
    }

    private static List<AiInteraction> interactions(CallScript call) {
        return fixture.cluster().reader().values(Topics.AI_INTERACTIONS, AiInteraction.class).stream()
                .filter(asked -> asked.getRoomSid().equals(call.roomSid()))
                .toList();
    }

    private void startWorkers(String workerId, AnalysisProvider provider) throws Exception {
        JobWorkers workers = new JobWorkers(fixture.context(workerId), SETTINGS, List.of(provider));
        started.add(workers);
        workers.start();
    }

    private static ConsumerRecord<String, byte[]> take(BandConsumer band) {
        return await().atMost(PATIENCE).until(band::next, Optional::isPresent).orElseThrow();
    }

    private static AnalysisJob writeJob(CallScript call, String type, int band) {
        Transcript transcript = Transcript.newBuilder()
                .setRoomSid(call.roomSid())
                .setRun(0)
                .setVersion(1)
                .setRoomName(call.roomSid())
                .setComplete(true)
                .setUtterances(List.of(Utterance.newBuilder()
                        .setParticipantSid("PA_alice")
                        .setParticipantIdentity("alice")
                        .setDisplayName("Alice")
                        .setTrackSid("TR_alice")
                        .setStartTicks(0)
                        .setEndTicks(48_000)
                        .setText("hello")
                        .setLanguage("en")
                        .build()))
                .setFirstAudioOffset(0)
                .setLastAudioOffset(1)
                .setEngine("tone")
                .setConfigHash("c0")
                .build();
        AnalysisJob job = AnalysisJob.newBuilder()
                .setJobId(Keys.job(call.roomSid(), 0, 1, type))
                .setRoomSid(call.roomSid())
                .setRun(0)
                .setTranscriptVersion(1)
                .setType(type)
                .setPriority(band)
                .build();
        fixture.send(Topics.TRANSCRIPTS.name(), Keys.transcript(call.roomSid(), 0, 1), transcript);
        fixture.send(Topics.analysisJobs(band).name(), job.getJobId(), job);
        fixture.flush();
        return job;
    }

    private static List<AnalysisResult> results(CallScript call) {
        return fixture.results(call);
    }

    /** Answers with the type it was asked for; jobs of rooms RM_long… wait at the gate. */
    private static final class EchoProvider implements AnalysisProvider {
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile boolean failing;

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public String model() {
            return "echo-1";
        }

        @Override
        public Set<String> types() {
            return Set.of("summary", "action_items", "sentiment", "speaker_analytics");
        }

        @Override
        public AnalysisAnswer run(AnalysisRequest request) throws InterruptedException {
            asked.add(request.roomName() + " " + request.type());
            if (request.roomName().startsWith("RM_long")) {
                gate.await();
            }
            if (failing) {
                throw new AnalysisFailedException("busy", true);
            }
            return new AnalysisAnswer(Map.of("type", request.type()), Map.of(), 1, 2);
        }
    }
}
