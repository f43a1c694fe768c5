package io.voxlog.monitor.query.adapter;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.voxlog.monitor.query.Cursor;
import io.voxlog.monitor.query.Page;
import org.jspecify.annotations.Nullable;

/** What the system does: jobs and their results, engine sessions, calls of providers, workers. */
public final class WorkTables {
    private static final int MAX_WORKERS = 1_000;

    private static final String JOB_COLUMNS = """
            id, room_id, organization_id, job_type, priority, status, input_data, output_data, retry_count,
            error_message, claimed_by_worker, claimed_at, completed_at, created_at, updated_at
            """;

    private static final String JOBS = "SELECT " + JOB_COLUMNS + """
            , 0::bigint AS rank FROM post_call_jobs
            WHERE ($1::text IS NULL OR room_id = $1)
                AND ($2::text IS NULL OR status = $2)
                AND ($3::text IS NULL OR job_type = $3)
                AND ($4::text IS NULL OR id > $4)
            ORDER BY id LIMIT $5
            """;

    /** Of the newest transcript version of each type first. */
    private static final String ANALYSES = """
            SELECT id, job_type, status, input_data -> 'run' AS run,
                input_data -> 'transcript_version' AS transcript_version, output_data -> 'result' AS result,
                output_data -> 'metadata' AS metadata, error_message
            FROM post_call_jobs
            WHERE room_id = $1 AND ($2::text IS NULL OR job_type = $2) AND status IN ('completed', 'failed', 'skipped')
            ORDER BY priority DESC NULLS LAST, job_type, (input_data ->> 'transcript_version')::int DESC, id
            """;

    private static final String SESSIONS = """
            SELECT id, session_id, participant_id, status, started_at, ended_at, audio_minutes, transcript_count,
                average_confidence, error_message, run, track_sid, engine
            FROM speechmatics_sessions WHERE room_id = $1 ORDER BY started_at NULLS LAST, id
            """;

    private static final String WORKERS = """
            SELECT id, mode, status, started_at, last_heartbeat, current_room_id, created_at, rooms, roles, version, is_stale
            FROM media_workers ORDER BY last_heartbeat DESC, id LIMIT $1
            """;

    private static final String INTERACTIONS = """
            SELECT * FROM (
                SELECT id, room_id, organization_id, job_id, interaction_type, provider, model, prompt_tokens,
                    completion_tokens, total_tokens, latency_ms, error_message, created_at,
                    (extract(epoch FROM created_at) * 1000000)::bigint AS rank
                FROM ai_interactions) ranked
            WHERE ($1::text IS NULL OR room_id = $1)
                AND ($2::text IS NULL OR job_id = $2)
                AND ($3::text IS NULL OR provider = $3)
                AND ($4::bigint IS NULL OR (rank, id) < ($4, $5::text))
            ORDER BY rank DESC, id DESC LIMIT $6
            """;

    private final PgReader tables;

    public WorkTables(PgReader tables) {
        this.tables = tables;
    }

    /** {@code {items, next}}. */
    public Future<JsonObject> jobs(@Nullable String room, @Nullable String status, @Nullable String type, Page page) {
        Cursor after = page.after();
        return tables.query(JOBS, room, status, type, after == null ? null : after.id(), page.limit() + 1)
                .map(rows -> JsonRows.page(rows, page));
    }

    /** Ended jobs of a room. */
    public Future<JsonArray> analyses(String room, @Nullable String type) {
        return tables.query(ANALYSES, room, type).map(JsonRows::list);
    }

    /** Engine sessions of a room. */
    public Future<JsonArray> sessions(String room) {
        return tables.query(SESSIONS, room).map(JsonRows::list);
    }

    /** Those heard of last come first. */
    public Future<JsonArray> workers() {
        return tables.query(WORKERS, MAX_WORKERS).map(JsonRows::list);
    }

    /** {@code {items, next}}, newest first. */
    public Future<JsonObject> interactions(
            @Nullable String room, @Nullable String job, @Nullable String provider, Page page) {
        Cursor after = page.after();
        return tables.query(
                        INTERACTIONS,
                        room,
                        job,
                        provider,
                        after == null ? null : after.rank(),
                        after == null ? null : after.id(),
                        page.limit() + 1)
                .map(rows -> JsonRows.page(rows, page));
    }
}
