package io.voxlog.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.voxlog.infra.postgres.EmbeddedPostgresConfig;
import io.voxlog.infra.postgres.EmbeddedPostgresServer;
import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.monitor.adapter.kafka.LogProjector;
import io.voxlog.monitor.adapter.pg.PgProjection;
import io.voxlog.monitor.projection.Change;
import io.voxlog.monitor.projection.Projection;
import io.voxlog.runtime.RoleContext;
import io.voxlog.runtime.process.ChildProcesses;
import io.voxlog.schemas.ActionKind;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.RoomStatus;
import io.voxlog.testkit.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MonitorRoleIT {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static EmbeddedCluster cluster;
    private static Vertx vertx;
    private static ChildProcesses children;
    private static EmbeddedPostgresServer postgres;
    private static TableDump tables;

    private final List<Throwable> fatal = new CopyOnWriteArrayList<>();
    private KafkaProducer<String, SpecificRecord> producer;
    private MonitorRole monitor;

    @BeforeAll
    static void startAll() {
        cluster = EmbeddedCluster.start();
        vertx = Vertx.vertx();
        children = ChildProcesses.open(folder, Duration.ZERO);
        postgres = startPostgres(0);
        tables = new TableDump(postgres.settings());
    }

    @AfterAll
    static void stopAll() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        children.close();
        cluster.close();
    }

    @BeforeEach
    void setUp() throws Exception {
        producer = cluster.producer();
        monitor = startMonitor();
    }

    @AfterEach
    void tearDown() throws Exception {
        stopMonitor();
        producer.close();
        assertThat(fatal).isEmpty();
    }

    @Test
    void showsACallAsTheSeedsTables() throws Exception {
        CallRecords call = new CallRecords("RM_shown");
        send(call.state(RoomStatus.ACTIVE, 0), call.spoken(1, "hello"), call.state(RoomStatus.COMPLETED, 1));
        send(call.sealed(1, "draft"), call.sealed(1, "hello", "good bye"), call.sealed(2, "gone"), call.erased(2));
        send(call.job("summary", 100), call.job("sentiment", 70), call.job("action_items", 90));
        send(call.action("sentiment", 1, ActionKind.FAILED, "timeout"));
        send(call.action("sentiment", 2, ActionKind.CLAIMED, ""));
        send(call.result("summary", 100, ResultStatus.COMPLETED, "all well"), call.tombstone());

        awaitProjected();

        assertThat(tables.one("""
                SELECT concat_ws(' ', room_name, status, organization_id, extract(epoch FROM timebase_started_at),
                    extract(epoch FROM closed_at), transcript_version, metadata ->> 'livekit_room_sid')
                FROM rooms WHERE id = 'RM_shown'
                """)).isEqualTo("weekly completed org-1 1700000000.250000 1700000060.250000 1 RM_shown");
        assertThat(tables.one("""
                SELECT concat_ws(' ', identity, display_name, connection_type, is_human, is_active)
                FROM participants WHERE id = 'RM_shown/PA_1'
                """)).isEqualTo("alice Alice web t f");
        assertThat(tables.one("""
                SELECT concat_ws(' ', id, participant_id, stt_session_id, transcript_text, is_final, confidence,
                    relative_timestamp, start_time, end_time, language, metadata ->> 'engine')
                FROM transcriptions WHERE room_id = 'RM_shown'
                """))
                .isEqualTo("RM_shown/0/TR_1/48000 RM_shown/PA_1 TR_1/0 hello t 0.75 1 1 1.5 en tone");
        assertThat(tables.list("""
                SELECT transcript_id || ' ' || position || ' ' || speaker_name || ': ' || message
                FROM utterances WHERE transcript_id LIKE 'RM_shown/%' ORDER BY transcript_id, position
                """)).containsExactly("RM_shown/0/1 0 Alice: hello", "RM_shown/0/1 1 Alice: good bye");
        assertThat(tables.list("""
                SELECT concat_ws(' ', job_type, priority, status, retry_count, error_message, input_data,
                    output_data #>> '{result,text}', output_data #>> '{metadata,model}',
                    output_data #>> '{metadata,rule_based}')
                FROM post_call_jobs WHERE room_id = 'RM_shown' ORDER BY priority DESC
                """))
                .containsExactly(
                        "summary 100 completed 1 {\"run\": 0, \"transcript_version\": 1} all well rules-1 true",
                        "action_items 90 pending 0 {\"run\": 0, \"transcript_version\": 1}",
                        "sentiment 70 claimed 1 timeout {\"run\": 0, \"transcript_version\": 1}");
        assertThat(tables.one("""
                SELECT speaker_name || ' ' || extract(epoch FROM "timestamp") FROM room_lines WHERE room_id = 'RM_shown'
                """)).isEqualTo("Alice 1700000001.250000");
    }

    @Test
    void firstResultOfAJobWinsOverLaterResultsAndActions() throws Exception {
        CallRecords call = new CallRecords("RM_first");
        send(call.result("summary", 100, ResultStatus.COMPLETED, "first"));
        send(call.result("summary", 100, ResultStatus.FAILED, "second"));
        awaitProjected();
        send(call.action("summary", 3, ActionKind.CLAIMED, ""), call.job("summary", 100));
        awaitProjected();

        assertThat(tables.one("""
                SELECT concat_ws(' ', status, output_data #>> '{result,text}', retry_count, organization_id)
                FROM post_call_jobs WHERE room_id = 'RM_first'
                """)).isEqualTo("completed first 1 org-1");
    }

    @Test
    void emptyTranscriptsAndCharactersThatPostgresRefusesAreNoObstacle() throws Exception {
        CallRecords call = new CallRecords("RM_odd");
        send(call.spoken(1, "nul \0 inside"), call.spoken(2, "after"), call.sealed(1));
        send(call.result("summary", 100, ResultStatus.SKIPPED, "the transcript is empty"));
        awaitProjected();

        assertThat(tables.list(
                        "SELECT transcript_text FROM transcriptions WHERE room_id = 'RM_odd' ORDER BY start_time"))
                .containsExactly("nul \uFFFD inside", "after");
        assertThat(tables.one("SELECT status || ' ' || error_message FROM post_call_jobs WHERE room_id = 'RM_odd'"))
                .isEqualTo("skipped the transcript is empty");
    }

    @Test
    void replayWritesNoDuplicates() throws Exception {
        sendWholeCall(new CallRecords("RM_replayed"));
        awaitProjected();
        List<String> before = tables.rows();

        stopMonitor();
        resetOffsets();
        monitor = startMonitor();
        awaitProjected();

        assertThat(tables.rows()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void emptiedTablesAreFilledAgainFromTheLog() throws Exception {
        sendWholeCall(new CallRecords("RM_emptied"));
        awaitProjected();
        List<String> before = tables.rows();

        stopMonitor();
        tables.empty();
        monitor = startMonitor();

        await().atMost(BOUND).untilAsserted(() -> assertThat(tables.rows()).isEqualTo(before));
    }

    @Test
    void losesNothingWhilePostgresIsAway() throws Exception {
        CallRecords call = new CallRecords("RM_outage");
        int port = postgres.settings().port();
        IntStream.range(0, 200).forEach(second -> send(call.spoken(second, "line " + second)));
        await().atMost(BOUND).until(() -> !lines("RM_outage").isEmpty());

        postgres.close();
        IntStream.range(200, 400).forEach(second -> send(call.spoken(second, "line " + second)));
        // Down for long enough that the projector has failed at least once.
        TimeUnit.MILLISECONDS.sleep(500);
        postgres = startPostgres(port);

        awaitProjected();
        assertThat(lines("RM_outage"))
                .isEqualTo(IntStream.range(0, 400)
                        .mapToObj(second -> "line " + second)
                        .toList());
    }

    @Test
    void aWriterOfAnOlderGenerationIsRefused() throws Exception {
        PostgresSettings own = postgres.database("fenced");
        TableDump rows = new TableDump(own);
        PgProjection projection = new PgProjection(vertx, own, 1);
        Projection.Source source = new Projection.Source("fenced", 0);
        List<Change> change = List.of(new Change.RoomChanged(
                "RM_fenced", "late", "", null, "active", null, 300, null, 0, true, true, Map.of()));
        projection.prepare().toCompletableFuture().get();
        Projection.Claim old = projection.claim(source).toCompletableFuture().get();
        Projection.Claim current =
                projection.claim(source).toCompletableFuture().get();

        assertThat(projection.apply(old, change, 1))
                .failsWithin(BOUND)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(Projection.SupersededException.class);
        assertThat(rows.list("SELECT id FROM rooms WHERE id = 'RM_fenced'")).isEmpty();
        projection.apply(current, change, 7).toCompletableFuture().get();
        assertThat(rows.list("SELECT id FROM rooms WHERE id = 'RM_fenced'")).hasSize(1);
        assertThat(projection.claim(source).toCompletableFuture().get().nextOffset())
                .isEqualTo(7);
        projection.close().toCompletableFuture().get();
    }

    private static List<String> lines(String room) throws Exception {
        return tables.list("SELECT transcript_text FROM room_lines WHERE room_id = '" + room + "'");
    }

    private void sendWholeCall(CallRecords call) {
        send(call.state(RoomStatus.ACTIVE, 0));
        IntStream.range(0, 50).forEach(second -> send(call.spoken(second, "line " + second)));
        send(call.state(RoomStatus.COMPLETED, 1), call.sealed(1, "one", "two"), call.job("summary", 100));
        send(call.action("summary", 1, ActionKind.CLAIMED, ""));
        send(call.result("summary", 100, ResultStatus.COMPLETED, "done"));
    }

    @SafeVarargs
    private void send(ProducerRecord<String, SpecificRecord>... records) {
        for (ProducerRecord<String, SpecificRecord> record : records) {
            producer.send(record);
        }
    }

    private MonitorRole startMonitor() throws Exception {
        RoleContext context = new RoleContext(
                vertx,
                cluster.settings(),
                cluster.serdes(),
                Clock.systemUTC(),
                "worker-1",
                new SimpleMeterRegistry(),
                fatal::add);
        MonitorRole started = new MonitorRole(context, MonitorConfig.of(postgres.settings()));
        started.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return started;
    }

    private void stopMonitor() throws Exception {
        monitor.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static EmbeddedPostgresServer startPostgres(int port) {
        return EmbeddedPostgresServer.start(
                children, new EmbeddedPostgresConfig(folder.resolve("postgres"), folder.resolve("cache"), port));
    }

    /** Waits until the group's offsets are at the end of every topic, which is after the rows. */
    private void awaitProjected() throws Exception {
        producer.flush();
        Map<TopicPartition, Long> ends = ends();
        await().atMost(BOUND).untilAsserted(() -> {
            Map<TopicPartition, Long> committed = committed();
            assertThat(committed).containsAllEntriesOf(ends);
        });
    }

    private Map<TopicPartition, Long> ends() throws Exception {
        Map<TopicPartition, OffsetSpec> query = new HashMap<>();
        cluster.admin()
                .describeTopics(LogProjector.topics())
                .allTopicNames()
                .get()
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(partition ->
                                query.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        return cluster.admin().listOffsets(query).all().get().entrySet().stream()
                .filter(end -> end.getValue().offset() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static Map<TopicPartition, Long> committed() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = cluster.admin()
                .listConsumerGroupOffsets(LogProjector.GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    /** Only an empty group can be reset. */
    private static void resetOffsets() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> zero = committed().keySet().stream()
                .collect(Collectors.toMap(partition -> partition, partition -> new OffsetAndMetadata(0)));
        await().atMost(BOUND).ignoreExceptions().until(() -> {
            cluster.admin()
                    .alterConsumerGroupOffsets(LogProjector.GROUP, zero)
                    .all()
                    .get();
            return true;
        });
    }
}
