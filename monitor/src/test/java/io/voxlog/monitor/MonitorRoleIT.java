package io.voxlog.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.monitor.adapter.pg.PgProjection;
import io.voxlog.monitor.projection.Change;
import io.voxlog.monitor.projection.Projection;
import io.voxlog.schemas.ActionKind;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.RoomStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MonitorRoleIT {
    private static final Duration BOUND = MonitorFixture.BOUND;

    @TempDir
    static Path folder;

    private static MonitorFixture fixture;
    private static TableDump tables;

    @BeforeAll
    static void startAll() {
        fixture = new MonitorFixture(folder);
        tables = fixture.tables();
    }

    @AfterAll
    static void stopAll() {
        fixture.close();
    }

    @BeforeEach
    void setUp() throws Exception {
        fixture.startMonitor();
    }

    @AfterEach
    void tearDown() throws Exception {
        fixture.stopMonitor();
        assertThat(fixture.fatal()).isEmpty();
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

        fixture.awaitProjected();

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
                .isEqualTo("RM_shown/0/TR_1/48000 RM_shown/PA_1 0/TR_1/0 hello t 0.75 1 1 1.5 en tone");
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
        fixture.awaitProjected();
        send(call.action("summary", 3, ActionKind.CLAIMED, ""), call.job("summary", 100));
        fixture.awaitProjected();

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
        fixture.awaitProjected();

        assertThat(tables.list(
                        "SELECT transcript_text FROM transcriptions WHERE room_id = 'RM_odd' ORDER BY start_time"))
                .containsExactly("nul \uFFFD inside", "after");
        assertThat(tables.one("SELECT status || ' ' || error_message FROM post_call_jobs WHERE room_id = 'RM_odd'"))
                .isEqualTo("skipped the transcript is empty");
    }

    @Test
    void replayWritesNoDuplicates() throws Exception {
        sendWholeCall(new CallRecords("RM_replayed"));
        fixture.awaitProjected();
        List<String> before = tables.rows();

        fixture.stopMonitor();
        fixture.resetOffsets();
        fixture.startMonitor();
        fixture.awaitProjected();

        assertThat(tables.rows()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void emptiedTablesAreFilledAgainFromTheLog() throws Exception {
        sendWholeCall(new CallRecords("RM_emptied"));
        fixture.awaitProjected();
        List<String> before = tables.rows();

        fixture.stopMonitor();
        tables.empty();
        fixture.startMonitor();

        await().atMost(BOUND).untilAsserted(() -> assertThat(tables.rows()).isEqualTo(before));
    }

    @Test
    void losesNothingWhilePostgresIsAway() throws Exception {
        CallRecords call = new CallRecords("RM_outage");
        int port = fixture.postgres().settings().port();
        IntStream.range(0, 200).forEach(second -> send(call.spoken(second, "line " + second)));
        await().atMost(BOUND).until(() -> !lines("RM_outage").isEmpty());

        fixture.postgres().close();
        IntStream.range(200, 400).forEach(second -> send(call.spoken(second, "line " + second)));
        // Down for long enough that the projector has failed at least once.
        TimeUnit.MILLISECONDS.sleep(500);
        fixture.restartPostgres(port);

        fixture.awaitProjected();
        assertThat(lines("RM_outage"))
                .isEqualTo(IntStream.range(0, 400)
                        .mapToObj(second -> "line " + second)
                        .toList());
    }

    @Test
    void aWriterOfAnOlderGenerationIsRefused() throws Exception {
        PostgresSettings own = fixture.postgres().database("fenced");
        TableDump rows = new TableDump(own);
        PgProjection projection = new PgProjection(fixture.vertx(), own, 1);
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

    @Test
    void rowsGoInTransactionsOfHundredsUnderLoadAndAtOnceOtherwiseInTheirRoomsOrder() throws Exception {
        CallRecords flood = new CallRecords("RM_flood");
        IntStream.range(0, 3_000).forEach(second -> send(flood.spoken(second, "line " + second)));
        fixture.awaitProjected();
        String transactions =
                "FROM (SELECT xmin::text::bigint AS tx, count(*) AS n FROM final_records WHERE room_id = 'RM_flood' GROUP BY 1) t";
        assertThat(Long.parseLong(tables.one("SELECT max(n) " + transactions))).isLessThanOrEqualTo(500);
        assertThat(Double.parseDouble(tables.one("SELECT avg(n) " + transactions)))
                .isGreaterThanOrEqualTo(10);
        assertThat(tables.one("""
                SELECT count(*) FROM (
                    SELECT ctid > lag(ctid) OVER (ORDER BY relative_timestamp) AS after FROM final_records
                    WHERE room_id = 'RM_flood') t
                WHERE NOT after
                """)).isEqualTo("0");

        List<Long> millis = new ArrayList<>();
        CallRecords lone = new CallRecords("RM_lone");
        for (int second = 0; second < 15; second++) {
            long begun = System.nanoTime();
            send(lone.spoken(second, "alone"));
            int expected = second + 1;
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(BOUND)
                    .until(() -> lines("RM_lone").size() == expected);
            millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        }
        Collections.sort(millis);
        assertThat(millis.get(millis.size() / 2)).as("median of %s ms", millis).isLessThan(1_000);
    }

    @Test
    void aRoomNameUsedAgainIsAnotherRoomThatTheFirstOnesEndLeavesAlone() throws Exception {
        CallRecords first = new CallRecords("RM_first_use");
        CallRecords second = new CallRecords("RM_second_use");
        send(first.state(RoomStatus.ACTIVE, 0), first.spoken(1, "monday"));
        send(second.state(RoomStatus.ACTIVE, 0), second.spoken(1, "tuesday"));
        send(first.state(RoomStatus.COMPLETED, 1), first.sealed(1, "monday"), first.job("summary", 100));
        send(first.tombstone());
        fixture.awaitProjected();

        assertThat(tables.list("""
                SELECT concat_ws(' ', r.id, r.room_name, r.status, t.transcript_text, p.is_active, j.job_type)
                FROM rooms r
                JOIN transcriptions t ON t.room_id = r.id
                JOIN participants p ON p.room_id = r.id
                LEFT JOIN post_call_jobs j ON j.room_id = r.id
                WHERE r.id IN ('RM_first_use', 'RM_second_use') ORDER BY r.id
                """))
                .containsExactly(
                        "RM_first_use weekly completed monday f summary", "RM_second_use weekly active tuesday t");
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
        fixture.send(records);
    }
}
