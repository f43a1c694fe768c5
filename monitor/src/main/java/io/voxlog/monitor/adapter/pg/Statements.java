package io.voxlog.monitor.adapter.pg;

/** The statements that change tables. Each may be run again with the same row. */
final class Statements {
    /** A room's time zero is never recomputed. */
    static final String ROOM = """
            INSERT INTO room_records (
                id, room_name, server_id, organization_id, status, timebase_started_at, empty_timeout, closed_at,
                transcript_version, ai_enabled, transcription_enabled, metadata)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (id) DO UPDATE SET
                room_name = EXCLUDED.room_name,
                server_id = EXCLUDED.server_id,
                organization_id = EXCLUDED.organization_id,
                status = EXCLUDED.status,
                timebase_started_at = coalesce(room_records.timebase_started_at, EXCLUDED.timebase_started_at),
                empty_timeout = EXCLUDED.empty_timeout,
                closed_at = EXCLUDED.closed_at,
                transcript_version = EXCLUDED.transcript_version,
                ai_enabled = EXCLUDED.ai_enabled,
                transcription_enabled = EXCLUDED.transcription_enabled,
                metadata = EXCLUDED.metadata
            """;

    static final String PARTICIPANT = """
            INSERT INTO participant_records (
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
            INSERT INTO final_records (
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

    /** What a transcript knows of its room. It ended when the last word was said, or later. */
    static final String ROOM_IMPLIED = """
            INSERT INTO room_records (
                id, room_name, server_id, organization_id, status, timebase_started_at, empty_timeout, closed_at,
                transcript_version, metadata)
            VALUES ($1, $2, '', $3, 'completed', $4, 0, $5, $6, '{"created_via": "transcript"}')
            ON CONFLICT (id) DO NOTHING
            """;

    static final String PARTICIPANT_IMPLIED = """
            INSERT INTO participant_records (
                id, room_id, participant_sid, identity, display_name, kind, is_human, connection_type, is_active)
            VALUES ($1, $2, $3, $4, $5, 'unknown', true, '', false)
            ON CONFLICT (id) DO NOTHING
            """;

    /** The session that a record opened first stays the older one, however often it is read. */
    static final String SESSION = """
            INSERT INTO stt_session_records (
                id, room_id, run, participant_id, session_id, track_sid, engine, status, start_time, audio_seconds,
                transcript_count, average_confidence, error_message, opened_offset)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (id) DO UPDATE SET
                status = EXCLUDED.status,
                audio_seconds = EXCLUDED.audio_seconds,
                transcript_count = EXCLUDED.transcript_count,
                average_confidence = EXCLUDED.average_confidence,
                error_message = EXCLUDED.error_message,
                opened_offset = least(stt_session_records.opened_offset, EXCLUDED.opened_offset)
            """;

    /** A room with all that was said and done in it. */
    static final String EXPIRE = """
            WITH gone AS (
                DELETE FROM room_records WHERE closed_at < $1 RETURNING id
            ), participants_gone AS (
                DELETE FROM participant_records t USING gone WHERE t.room_id = gone.id
            ), finals_gone AS (
                DELETE FROM final_records t USING gone WHERE t.room_id = gone.id
            ), sessions_gone AS (
                DELETE FROM stt_session_records t USING gone WHERE t.room_id = gone.id
            ), transcripts_gone AS (
                DELETE FROM transcripts t USING gone WHERE t.room_id = gone.id
            ), jobs_gone AS (
                DELETE FROM post_call_jobs t USING gone WHERE t.room_id = gone.id
            ), interactions_gone AS (
                DELETE FROM ai_interactions t USING gone WHERE t.room_id = gone.id
            )
            SELECT count(*)::integer AS rooms FROM gone
            """;

    private Statements() {}
}
