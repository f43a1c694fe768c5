package io.voxlog.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.voxlog.monitor.adapter.kafka.ConfigLog;
import io.voxlog.monitor.adapter.kafka.LogRebuild;
import io.voxlog.monitor.adapter.pg.PgProjection;
import io.voxlog.monitor.config.BadConfigException;
import io.voxlog.monitor.config.ConfigEntry;
import io.voxlog.monitor.config.ConfigKey;
import io.voxlog.monitor.projection.Change;
import io.voxlog.monitor.projection.Projection;
import io.voxlog.monitor.rebuild.RebuildGoal.Progress;
import io.voxlog.schemas.RoomStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tables as readers of the media worker's know them, on one known call with known workers, jobs and entries. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeedTablesIT {
    private static final Path STATEMENTS = Path.of("src/test/resources/media-worker/statements.sql");
    private static final Path INSERTS = Path.of("src/test/resources/media-worker/inserts.sql");
    private static final Path DOCUMENT = Path.of("../docs/database.md");
    private static final CallRecords CALL = KnownCall.CALL;

    @TempDir
    static Path folder;

    private static MonitorFixture fixture;
    private static TableDump tables;
    private static ConfigLog config;

    @BeforeAll
    static void projectTheCall() throws Exception {
        fixture = new MonitorFixture(folder);
        tables = fixture.tables();
        config = ConfigLog.open(fixture.cluster().settings(), fixture.cluster().serdes());
        fixture.startMonitor();
        KnownCall.send(fixture);
        KnownCall.configure(config);
        fixture.awaitProjected();
    }

    @AfterAll
    static void stop() throws Exception {
        config.close();
        fixture.stopMonitor();
        fixture.close();
        assertThat(fixture.fatal()).isEmpty();
    }

    @Test
    @Order(1)
    void theStatementsOfTheMediaWorkersManualAnswerRightly() throws Exception {
        Map<String, String> statements = SqlFile.named(STATEMENTS);
        assertThat(statements).hasSize(17);

        answers(statements, "active workers", "id=working mode=both status=active");
        answers(
                statements,
                "stale workers",
                "id=gone .*status=stopped",
                "id=killed .*status=stopped .*current_room_id=RM_lost");
        answers(statements, "pending jobs", "job_type=action_items count=1", "job_type=sentiment count=1");
        answers(statements, "room processing status", "status=active count=1", "status=pending count=1");
        answers(statements, "rooms to claim", "id=RM_waiting room_name=weekly");
        answers(statements, "rooms without a worker", "id=RM_waiting");
        answers(statements, "rooms with a stale heartbeat");
        answers(statements, "speechmatics key", "api_key=\\[set: env:SPEECHMATICS_API_KEY\\]");
        answers(
                statements,
                "session errors",
                "error_message=its process ended without closing it; a newer session went on",
                "error_message=quota exceeded");
        answers(statements, "rooms without a timebase");
        answers(
                statements,
                "relative timestamps",
                "relative_timestamp=1",
                "relative_timestamp=12",
                "relative_timestamp=3",
                "relative_timestamp=9");
        answers(statements, "sessions of participants", "", "speechmatics_session_id=0/TR_1/480000");
        answers(statements, "transcript counts", "transcript_count=1", "transcript_count=2");
        answers(statements, "ai errors", "error_message=429 too many requests", "total_tokens=23 latency_ms=41");
        assertThat(asked(statements, "active ai config"))
                .extracting(row ->
                        row.replaceAll(".*service_name=(\\S+).*api_key=(\\[.*\\]).*priority=(\\d+).*", "$1 $2 $3"))
                .containsExactly("openai [set: env:OPENAI_API_KEY] 100", "anthropic [set: env:ANTHROPIC_API_KEY] 90");
        assertThat(asked(statements, "jobs to claim"))
                .extracting(row -> row.replaceAll(".*job_type=(\\S+).*", "$1"))
                .containsExactly("sentiment", "action_items");
        assertThat(asked(statements, "transcript ordering"))
                .extracting(row -> row.replaceAll(".*transcript_text=(.*) is_final.*", "$1"))
                .containsExactly("Good morning.", "And the budget?", ". It is fine.", "...");
    }

    @Test
    @Order(2)
    void everyStatementOfTheDocumentRuns() throws Exception {
        List<String> statements = SqlFile.ofDocument(DOCUMENT);
        assertThat(statements).hasSizeGreaterThan(12);
        for (String statement : statements) {
            List<String> rows = tables.query(statement);
            boolean troubles = statement.contains("media_worker_heartbeat") || statement.contains("IS NULL;");
            assertThat(rows.isEmpty())
                    .as(statement + " gave " + rows)
                    .isEqualTo(troubles
                            && !statement.contains("media_worker_id IS NULL")
                            && !statement.contains("session_id IS NULL"));
        }
        assertThat(tables.one("SELECT count(*) FROM stale_workers")).isEqualTo("1");
        assertThat(tables.one("SELECT id || ' ' || rooms[1] FROM stale_workers"))
                .isEqualTo("killed RM_lost");
    }

    @Test
    @Order(3)
    void theInsertsAreRefusedWithTheWayToGo() throws Exception {
        Map<String, String> inserts = SqlFile.named(INSERTS);
        assertThat(inserts).hasSize(2);
        for (String insert : inserts.values()) {
            assertThatThrownBy(() -> tables.execute(insert)).hasMessageContaining("./voxlog config set");
        }
        assertThat(tables.one("SELECT count(*) FROM ai_config")).isEqualTo("3");
    }

    @Test
    @Order(4)
    void sessionsAndLinesStandInTheRoomsTime() throws Exception {
        assertThat(tables.list("""
                SELECT concat_ws(' ', session_id, status, extract(epoch FROM started_at), extract(epoch FROM ended_at),
                    audio_minutes, transcript_count, average_confidence, participant_id, room_id)
                FROM speechmatics_sessions ORDER BY started_at
                """))
                .containsExactly(
                        "0/TR_1/0 failed 1700000000.250000 1700000002.250000 0.03333333333333333 1 0.5"
                                + " RM_weekly/PA_1 RM_weekly",
                        "0/TR_1/480000 failed 1700000010.250000 1700000040.250000 0.5 2 0.5 RM_weekly/PA_1 RM_weekly");
        assertThat(tables.one("""
                SELECT concat_ws(' ', organization_id, speechmatics_session_id, is_final, confidence, relative_timestamp,
                    start_time, end_time, provider_start_time, provider_end_time, language,
                    extract(epoch FROM "timestamp"), metadata ->> 'engine')
                FROM transcriptions WHERE relative_timestamp = 3
                """)).isEqualTo("org-1 0/TR_1/0 t 0.75 3 3 3.5 3 3.5 en 1700000003.250000 tone");
        assertThat(tables.list("""
                SELECT concat_ws('|', speaker_name, message, start_timestamp, end_timestamp, extract(epoch FROM message_time))
                FROM get_formatted_transcript('RM_weekly')
                """))
                .containsExactly(
                        "Alice|Good morning. And the budget?|1|3.5|1700000001.250000",
                        "Alice|It is fine.|9|9.5|1700000009.250000");
    }

    @Test
    @Order(5)
    void jobsShowWhoDidThemAndWhen() throws Exception {
        assertThat(tables.one("""
                SELECT concat_ws(' ', status, retry_count, claimed_by_worker, extract(epoch FROM claimed_at),
                    extract(epoch FROM completed_at), updated_at = greatest(created_at, claimed_at, completed_at),
                    created_at > '2020-01-01')
                FROM post_call_jobs WHERE job_type = 'summary'
                """)).isEqualTo("completed 1 worker-7 1700000070.250000 1700000070.250000 t t");
        assertThat(tables.one("SELECT metadata::text FROM ai_interactions WHERE error_message IS NOT NULL"))
                .isEqualTo("{\"call\": 1, \"attempt\": 1}");
    }

    @Test
    @Order(6)
    void entriesAreChangedFieldByFieldAndRemoved() throws Exception {
        ConfigKey key = ConfigKey.parse("webhook/crm");
        config.change(
                key, Map.of("url", "https://crm.example/hook", "events", "transcript.sealed", "secret", "env:CRM"));
        config.change(key, Map.of("is_active", "false"));
        fixture.awaitProjected();
        assertThat(tables.query("SELECT url, secret, events, is_active FROM webhook_config"))
                .containsExactly(
                        "url=https://crm.example/hook secret=[set: env:CRM] events={transcript.sealed} is_active=f");
        assertThat(config.list()).extracting(ConfigEntry::key).contains(key, KnownCall.ai("openai"));
        assertThat(config.put(key, config.get(key).orElseThrow().fields()))
                .isEqualTo(config.get(key).orElseThrow());

        assertThatThrownBy(() -> config.change(key, Map.of("secret", "whsec_0123456789")))
                .isInstanceOf(BadConfigException.class);
        assertThat(config.delete(key)).isTrue();
        assertThat(config.delete(key)).isFalse();
        fixture.awaitProjected();

        assertThat(config.get(key)).isEmpty();
        assertThat(tables.one("SELECT count(*) FROM webhook_config")).isEqualTo("0");
    }

    @Test
    @Order(7)
    void aRebuildBesideARunningMonitorMendsWhatWasDamaged() throws Exception {
        List<String> before = tables.rows();
        tables.execute("UPDATE final_records SET transcript_text = 'forged'");
        tables.execute("DELETE FROM post_call_jobs");
        tables.execute(
                "INSERT INTO room_records SELECT 'RM_never', room_name, server_id, organization_id, status, "
                        + "timebase_started_at, empty_timeout, closed_at, transcript_version, metadata FROM room_records LIMIT 1");
        assertThat(tables.rows()).isNotEqualTo(before);

        List<Progress> progress = new ArrayList<>();
        Map<String, Long> rows = rebuild(progress);

        assertThat(tables.rows()).isEqualTo(before);
        assertThat(progress.get(0).done()).isLessThan(progress.get(0).total());
        assertThat(progress.get(progress.size() - 1).complete()).isTrue();
        assertThat(rows).containsEntry("final_records", 4L).containsEntry("post_call_jobs", 3L);
        fixture.send(CALL.spoken(20, "One more."));
        fixture.awaitProjected();
        assertThat(tables.one("SELECT count(*) FROM final_records")).isEqualTo("5");
    }

    @Test
    @Order(8)
    void aRebuildWithoutAMonitorDoesItAlone() throws Exception {
        List<String> before = tables.rows();
        fixture.stopMonitor();

        rebuild(new ArrayList<>());

        assertThat(tables.rows()).isEqualTo(before);
        fixture.startMonitor();
    }

    @Test
    @Order(9)
    void aRunningMonitorFillsTablesThatWereEmptiedUnderIt() throws Exception {
        List<String> before = tables.rows();

        tables.empty();

        await().atMost(MonitorFixture.BOUND)
                .untilAsserted(() -> assertThat(tables.rows()).isEqualTo(before));
    }

    @Test
    @Order(10)
    void oldRoomsGoWithAllTheirRowsAndOthersStay() throws Exception {
        fixture.send(CALL.state(RoomStatus.COMPLETED, 1), CALL.sealed(1, "Good morning."));
        fixture.awaitProjected();
        PgProjection projection =
                new PgProjection(fixture.vertx(), fixture.postgres().settings(), 1);
        Instant closed = Instant.ofEpochMilli(CallRecords.T0 + 60_000);

        assertThat(projection.expire(closed).toCompletableFuture().get()).isZero();
        assertThat(projection.expire(closed.plusMillis(1)).toCompletableFuture().get())
                .isEqualTo(1);

        projection.close().toCompletableFuture().get();
        assertThat(tables.rows()).noneMatch(row -> row.contains("RM_weekly") && !row.startsWith("worker_records"));
        assertThat(tables.list("SELECT id FROM rooms")).containsExactly("RM_waiting");
    }

    @Test
    @Order(11)
    void aRoomWhoseRecordHasGoneIsKnownFromItsTranscript() throws Exception {
        TableDump own = new TableDump(fixture.postgres().database("implied"));
        PgProjection projection = new PgProjection(fixture.vertx(), own.settings(), 1);
        projection.prepare().toCompletableFuture().get();
        Projection.Claim claim = projection
                .claim(new Projection.Source("transcripts", 0))
                .toCompletableFuture()
                .get();
        Change.Line line = new Change.Line("PA_1", "alice", "Alice", "hello", 1, 2.5, null, "en");
        Change sealed = new Change.TranscriptSealed(
                "RM_old/0/1",
                new Change.RoomFacts("RM_old", "standup", "org-1", Instant.ofEpochMilli(CallRecords.T0)),
                0,
                1,
                true,
                "tone",
                "c0",
                List.of(line));

        projection
                .apply(claim, List.of(sealed, sealed), 1)
                .toCompletableFuture()
                .get();

        projection.close().toCompletableFuture().get();
        assertThat(
                        own.one(
                                "SELECT concat_ws(' ', id, room_name, status, organization_id, closed_at - created_at) FROM rooms"))
                .isEqualTo("RM_old standup completed org-1 00:00:02.5");
        assertThat(own.list("SELECT identity || ' ' || display_name FROM participants"))
                .containsExactly("alice Alice");
        assertThat(own.list("SELECT message FROM utterances")).containsExactly("hello");
    }

    private static Map<String, Long> rebuild(List<Progress> progress) throws InterruptedException {
        MonitorConfig settings = MonitorConfig.of(fixture.postgres().settings());
        PgProjection projection = new PgProjection(fixture.vertx(), settings.postgres(), 2);
        return new LogRebuild(fixture.context("rebuild"), projection, settings.retry(), null).run(progress::add);
    }

    private static List<String> asked(Map<String, String> statements, String name) throws Exception {
        return tables.query(Objects.requireNonNull(statements.get(name), name));
    }

    /** Each row of the answer, in any order, begins with or contains its pattern. */
    private static void answers(Map<String, String> statements, String name, String... patterns) throws Exception {
        List<String> rows = asked(statements, name).stream().sorted().toList();
        assertThat(rows).as(name).hasSize(patterns.length);
        for (int i = 0; i < patterns.length; i++) {
            assertThat(rows.get(i)).as(name).containsPattern(patterns[i]);
        }
    }
}
