package io.voxlog.monitor.adapter.pg;

/** The statements that change tables. Each may be run again with the same row. */
final class Statements {
    /** A room's time zero is never recomputed. */
    static final String ROOM = """
            INSERT INTO rooms (
                id, room_name, server_id, organization_id, status, timebase_started_at, empty_timeout, closed_at,
                transcript_version, metadata)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (id) DO UPDATE SET
                room_name = EXCLUDED.room_name,
                server_id = EXCLUDED.server_id,
                organization_id = EXCLUDED.organization_id,
                status = EXCLUDED.status,
                timebase_started_at = coalesce(rooms.timebase_started_at, EXCLUDED.timebase_started_at),
                empty_timeout = EXCLUDED.empty_timeout,
                closed_at = EXCLUDED.closed_at,
                transcript_version = EXCLUDED.transcript_version,
                metadata = EXCLUDED.metadata
            """;

    static final String PARTICIPANT = """
            INSERT INTO participants (
                id, room_id, participant_sid, identity, display_name, kind, is_human, connection_type, phone_number,
                joined_at, left_at, is_active)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (id) DO UPDATE SET
                identity = EXCLUDED.identity,
                display_name = EXCLUDED.display_name,
                kind = EXCLUDED.kind,
                is_human = EXCLUDED.is_human,
                connection_type = EXCLUDED.connection_type,
                phone_number = EXCLUDED.phone_number,
                joined_at = EXCLUDED.joined_at,
                left_at = EXCLUDED.left_at,
                is_active = EXCLUDED.is_active
            """;

    /** Finals do not change. */
    static final String FINAL = """
            INSERT INTO transcriptions (
                id, room_id, run, participant_id, stt_session_id, transcript_text, is_final, confidence,
                relative_timestamp, start_time, end_time, language, metadata)
            VALUES ($1, $2, $3, $4, $5, $6, true, $7, $8, $8, $9, $10, $11)
            ON CONFLICT (id) DO NOTHING
            """;

    static final String TRANSCRIPT_SEALED = """
            INSERT INTO transcripts (id, room_id, run, version, is_complete, engine, config_hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id) DO UPDATE SET
                is_complete = EXCLUDED.is_complete,
                engine = EXCLUDED.engine,
                config_hash = EXCLUDED.config_hash
            """;

    static final String UTTERANCES_DROPPED = "DELETE FROM utterances WHERE transcript_id = $1";

    static final String UTTERANCE = """
            INSERT INTO utterances (
                transcript_id, position, participant_id, speaker_name, message, start_time, end_time, confidence,
                language)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;

    static final String TRANSCRIPT_ERASED = "DELETE FROM transcripts WHERE id = $1";

    /** The job's topic may be read after those of its actions and result: its status is theirs to say. */
    static final String JOB_PLANNED = """
            INSERT INTO post_call_jobs (id, room_id, organization_id, job_type, priority, status, input_data)
            VALUES ($1, $2, $3, $4, $5, 'pending', $6)
            ON CONFLICT (id) DO UPDATE SET
                organization_id = EXCLUDED.organization_id,
                priority = EXCLUDED.priority
            """;

    /** The last error stays visible until the job has ended. */
    static final String JOB_ADVANCED = """
            INSERT INTO post_call_jobs (id, room_id, job_type, status, input_data, retry_count, error_message)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id) DO UPDATE SET
                status = EXCLUDED.status,
                retry_count = greatest(post_call_jobs.retry_count, EXCLUDED.retry_count),
                error_message = coalesce(EXCLUDED.error_message, post_call_jobs.error_message)
            WHERE post_call_jobs.status NOT IN ('completed', 'failed', 'skipped')
            """;

    /** The first result of a job wins. */
    static final String JOB_ENDED = """
            INSERT INTO post_call_jobs (
                id, room_id, job_type, priority, status, input_data, output_data, retry_count, error_message)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (id) DO UPDATE SET
                status = EXCLUDED.status,
                output_data = EXCLUDED.output_data,
                retry_count = EXCLUDED.retry_count,
                error_message = EXCLUDED.error_message
            WHERE post_call_jobs.status NOT IN ('completed', 'failed', 'skipped')
            """;

    private Statements() {}
}
