package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxlog.app.stack.Infrastructure;
import io.voxlog.app.stack.Node;
import io.voxlog.app.stack.NodeOptions;
import io.voxlog.app.stack.RolePlan;
import io.voxlog.app.stack.StackOptions;
import io.voxlog.ingest.IngestRole;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.Worker;
import io.voxlog.schemas.WorkerStatus;
import io.voxlog.testkit.tone.ToneEngine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Processes of Voxlog on a cluster that is not theirs: the broker, registry and database of this test. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY = Duration.ofSeconds(60);
    private static final String WORKER = "wörker 1/ä: \"blue\"";
    private static final String ROOM = "RM_run";

    @TempDir
    static Path folder;

    private static Infrastructure cluster;
    private static MainJob job;

    @BeforeAll
    static void start() throws IOException {
        cluster = Infrastructure.start(
                new StackOptions(folder.resolve("data"), folder.resolve("programs"), 0, 0, MainJob.KEY, ""),
                line -> {});
        job = new MainJob(folder, KafkaSettings.of(cluster.bootstrapServers()), cluster.registryUrl());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    @Order(1)
    void aProcessDoesTheWholeJobTellsOfItAndStopsInOrder() throws Exception {
        try (VoxlogProcess run = VoxlogProcess.start(
                folder,
                "run",
                VoxlogProcess.QUICK_JVM,
                variables("state"),
                "run",
                "--engine",
                "tone",
                "--worker-id",
                WORKER)) {
            String http = "http://127.0.0.1:" + run.awaitLine("\"ingestPort\":\"(\\d+)\"", READY);
            String ops = "http://127.0.0.1:" + run.awaitLine("\"opsPort\":\"?(\\d+)", READY);
            assertThat(json(get(ops + "/health")))
                    .isEqualTo(Map.of("status", "healthy", "workerId", WORKER, "mode", "both"));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(get(ops + "/ready").statusCode()).isEqualTo(200));
            assertThat(get(ops + "/ready").body()).contains("kafka", "registry", "postgres", "stt", "worker-id");
            assertThat(get(ops + "/nowhere").statusCode()).isEqualTo(404);

            CompletableFuture<Void> playing = CompletableFuture.runAsync(() -> play(http, ROOM, 3));
            Recipes recipes = new Recipes(cluster.bootstrapServers());
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(recipes.run("lag of each person in a call"))
                            .containsPattern("audio\\.pcm\\.RM_run\\.\\S+ +0 +\\d+ +\\d+ +\\d+")
                            .matches(text -> pcmTopics(text).size() == 2, "a line for each of the two"));
            playing.join();
            job.awaitResults(ROOM);
            job.assertHeardExactly(ROOM);
            assertThat(workers()).anyMatch(worker -> worker.getRooms().contains(ROOM));
            OperationsDocument.assertMetricsAre(get(ops + "/metrics").body());

            run.terminate();
            assertThat(run.awaitExit(Duration.ofSeconds(30))).isEqualTo(143);
            assertThat(run.output()).doesNotContain(MainJob.SECRET.reveal());
        }
        List<Worker> records = workers();
        assertThat(records.get(0).getRoles()).contains("ingest", "stt-connector", "job-workers", "monitor");
        assertThat(records).extracting(Worker::getStatus).contains(WorkerStatus.ACTIVE, WorkerStatus.STOPPING);
        assertThat(records.get(records.size() - 1).getStatus()).isEqualTo(WorkerStatus.STOPPED);
    }

    @Test
    @Order(2)
    void whatIsOnTheLogCanBeLookedAt() {
        assertThat(command("rooms")).contains(ROOM, "completed", "version 1");
        assertThat(command("transcript", ROOM)).contains("[00:00:", "alice:", "bob:");
        assertThat(command("transcript", ROOM, "--format", "srt")).contains(" --> 00:00:");
        assertThat(command("transcript", "main-job", "--format", "vtt")).startsWith("WEBVTT");
        assertThat(command("transcript", ROOM, "--format", "json")).contains("\"segments\":[{\"start\":");
        assertThat(command("tail", "--topic", "finals", "--from-beginning", "--patience", "1s", "--json")
                        .lines())
                .hasSizeGreaterThanOrEqualTo(6)
                .allMatch(line -> line.startsWith("{\"topic\":\"transcript.finals\""));
        assertThat(command("tail", "--room", ROOM, "--from-beginning", "--patience", "1s"))
                .contains("room_started", "sealed version 1", "summary completed");
        assertThat(command("topics", "diff")).isEmpty();
    }

    @Test
    @Order(3)
    void transcriptionAndAiJobsApartGiveTheSameAndAResetEmitsNothingAgain() throws Exception {
        Recipes recipes = new Recipes(cluster.bootstrapServers());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(recipes.run("nobody is left")).contains("Empty"));
        assertThat(recipes.run("read again from the start")).contains("livekit.audio");
        List<MainJob.Heard> before = job.heard(ROOM);
        List<AnalysisResult> results = job.results(ROOM);

        try (Node transcription = node("transcription");
                Node jobs = node("ai-jobs")) {
            String http = "http://127.0.0.1:"
                    + transcription.role(IngestRole.class).map(IngestRole::port).orElseThrow();
            job.play(http, "RM_apart", 20);
            List<AnalysisResult> apart = job.awaitResults("RM_apart");
            assertThat(job.heard("RM_apart")).isEqualTo(before);
            assertThat(outputs(apart)).isEqualTo(outputs(results));
            assertThat(jobs.role(IngestRole.class)).isEmpty();
            assertTheLaterStartHasTheName(transcription, jobs);
        }
        assertThat(job.heard(ROOM)).as("finals after offsets were reset").isEqualTo(before);
        assertThat(job.results(ROOM)).isEqualTo(results);
    }

    /** Both nodes were told to be the same worker. */
    private static void assertTheLaterStartHasTheName(Node earlier, Node later) throws Exception {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            HttpResponse<String> answer = get("http://127.0.0.1:" + earlier.opsPort() + "/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("a later process has the WORKER_ID twin");
        });
        assertThat(get("http://127.0.0.1:" + later.opsPort() + "/ready").statusCode())
                .isEqualTo(200);
    }

    private static List<String> outputs(List<AnalysisResult> results) {
        return results.stream()
                .map(result ->
                        result.getType() + String.valueOf(result.getOutput()).replaceAll("RM_\\w+", "RM"))
                .toList();
    }

    private static Node node(String mode) {
        Map<String, String> variables = variables("state-" + mode);
        variables.put("MODE", mode);
        variables.put("WORKER_ID", "twin");
        variables.put("HEARTBEAT_INTERVAL", "300ms");
        Env env = new Env(variables);
        NodeOptions options = NodeOptions.from(
                env, RolePlan.from(env), KafkaSettings.from(env, ""), cluster.registryUrl(), ToneEngine::new);
        env.check();
        return Node.start(options);
    }

    private static Map<String, String> variables(String state) {
        return new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                cluster.bootstrapServers(),
                "SCHEMA_REGISTRY_URL",
                cluster.registryUrl(),
                "VOXLOG_PG_URL",
                cluster.postgres().url(),
                "LIVEKIT_API_KEY",
                MainJob.KEY,
                "LIVEKIT_API_SECRET",
                MainJob.SECRET.reveal(),
                "INGEST_PORT",
                "0",
                "OPS_PORT",
                "0",
                "MONITOR_PORT",
                "0",
                "HEARTBEAT_INTERVAL_MS",
                "500",
                "ANALYSIS_STATE_DIR",
                folder.resolve(state).toString()));
    }

    private static List<Worker> workers() {
        return job.reader().values(Topics.WORKERS, Worker.class).stream()
                .filter(worker -> worker.getWorkerId().equals(WORKER))
                .toList();
    }

    private static Set<String> pcmTopics(String text) {
        return Pattern.compile("audio\\.pcm\\.RM_run\\.\\S+")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String command(String... words) {
        return Recipes.output(cluster, words);
    }

    private static void play(String http, String room, double speed) {
        try {
            job.play(http, room, speed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> json(HttpResponse<String> answer) throws IOException {
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.path("timestamp").asText()).isNotEmpty();
        Map<String, String> fields = new HashMap<>();
        body.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        fields.remove("timestamp");
        return fields;
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
