-- The rest of the tables that the media worker's readers know, by its names: what the log says is stored in *_records,
-- and what follows from several topics, or from the time of the question, is a view over them.

ALTER TABLE rooms RENAME TO room_records;
ALTER TABLE participants RENAME TO participant_records;
ALTER TABLE transcriptions RENAME TO final_records;
ALTER TABLE room_records
    ADD ai_enabled boolean NOT NULL DEFAULT true,
    ADD transcription_enabled boolean NOT NULL DEFAULT true;
CREATE INDEX room_records_by_end ON room_records (closed_at);

CREATE TABLE worker_records (
    id text PRIMARY KEY,
    mode text NOT NULL,
    status text NOT NULL CHECK (status IN ('active', 'idle', 'stopping', 'stopped')),
    started_at timestamptz NOT NULL,
    last_heartbeat timestamptz NOT NULL,
    rooms text[] NOT NULL,
    roles text[] NOT NULL,
    version text NOT NULL
);
COMMENT ON COLUMN worker_records.status IS 'as the worker said last; media_workers knows of silence, too';

CREATE TABLE stt_session_records (
    id text PRIMARY KEY,
    room_id text NOT NULL,
    run integer NOT NULL,
    participant_id text NOT NULL,
    session_id text NOT NULL,
    track_sid text NOT NULL,
    engine text NOT NULL,
    status text NOT NULL CHECK (status IN ('starting', 'active', 'failed', 'completed')),
    start_time double precision NOT NULL,
    audio_seconds double precision NOT NULL,
    transcript_count bigint NOT NULL,
    average_confidence double precision CHECK (average_confidence BETWEEN 0 AND 1),
    error_message text,
    opened_offset bigint NOT NULL
);
COMMENT ON COLUMN stt_session_records.id IS 'room sid/session id';
COMMENT ON COLUMN stt_session_records.start_time IS 'position of the first sample sent';
COMMENT ON COLUMN stt_session_records.opened_offset IS 'of its first record: tells which session of a track is newer';
CREATE INDEX stt_session_records_by_room ON stt_session_records (room_id, participant_id);

CREATE TABLE speechmatics_config (
    id text PRIMARY KEY,
    api_key text,
    default_language text NOT NULL,
    enable_partials boolean NOT NULL,
    operating_point text NOT NULL,
    updated_at timestamptz NOT NULL
);
COMMENT ON COLUMN speechmatics_config.api_key IS 'null, or [set: where it is kept]; never the key';

CREATE TABLE ai_config (
    id text PRIMARY KEY,
    service_name text NOT NULL,
    api_key text,
    model_name text NOT NULL,
    priority integer NOT NULL,
    is_active boolean NOT NULL,
    use_case text NOT NULL,
    prompt_template text,
    settings jsonb NOT NULL,
    updated_at timestamptz NOT NULL
);
COMMENT ON COLUMN ai_config.api_key IS 'null, or [set: where it is kept]; never the key';

CREATE TABLE webhook_config (
    id text PRIMARY KEY,
    url text NOT NULL,
    secret text,
    events text[] NOT NULL,
    organization_id text,
    is_active boolean NOT NULL,
    updated_at timestamptz NOT NULL
);
COMMENT ON COLUMN webhook_config.secret IS 'null, or [set: where it is kept]; never the secret';

CREATE TABLE ai_interactions (
    id text PRIMARY KEY,
    room_id text NOT NULL,
    organization_id text,
    job_id text NOT NULL,
    interaction_type text NOT NULL,
    provider text NOT NULL,
    model text NOT NULL,
    prompt_tokens bigint NOT NULL,
    completion_tokens bigint NOT NULL,
    total_tokens bigint NOT NULL GENERATED ALWAYS AS (prompt_tokens + completion_tokens) STORED,
    latency_ms bigint NOT NULL,
    error_message text,
    metadata jsonb NOT NULL,
    created_at timestamptz NOT NULL
);
COMMENT ON COLUMN ai_interactions.id IS 'job id/attempt/number of the call within the attempt';
COMMENT ON COLUMN ai_interactions.error_message IS 'null where it was answered well';
CREATE INDEX ai_interactions_by_time ON ai_interactions (created_at);
CREATE INDEX ai_interactions_by_room ON ai_interactions (room_id);

-- Who worked when, from analysis.actions: the only columns here that differ when the same call is played again.
ALTER TABLE post_call_jobs
    ADD claimed_by_worker text,
    ADD claimed_at timestamptz,
    ADD claim_attempt integer NOT NULL DEFAULT 0,
    ADD completed_at timestamptz,
    ADD created_at timestamptz,
    ADD updated_at timestamptz GENERATED ALWAYS AS (greatest(created_at, claimed_at, completed_at)) STORED;
COMMENT ON COLUMN post_call_jobs.claim_attempt IS 'the attempt that claimed_by_worker and claimed_at speak of';

-- A worker that is killed writes nothing: its silence shows here, from the time of the question.
CREATE VIEW media_workers AS
SELECT
    id,
    mode,
    CASE WHEN last_heartbeat < now() - interval '45 seconds' THEN 'stopped' ELSE status END AS status,
    started_at,
    last_heartbeat,
    rooms[1] AS current_room_id,
    started_at AS created_at,
    rooms,
    roles,
    version,
    status <> 'stopped' AND last_heartbeat < now() - interval '45 seconds' AS is_stale
FROM worker_records;

-- Workers that fell silent without a word of farewell.
CREATE VIEW stale_workers AS
SELECT id, mode, started_at, last_heartbeat, now() - last_heartbeat AS silent_for, rooms
FROM media_workers
WHERE is_stale;

-- The room's worker is the one whose record names the room; a silent one is named until another takes the room.
CREATE VIEW rooms AS
SELECT
    r.id,
    r.room_name,
    r.server_id,
    r.organization_id,
    r.status,
    r.ai_enabled,
    r.transcription_enabled,
    r.empty_timeout,
    r.timebase_started_at,
    (
        SELECT w.id FROM worker_records w WHERE w.status <> 'stopped' AND r.id = ANY (w.rooms)
        ORDER BY w.mode = 'ai-jobs', w.last_heartbeat DESC, w.id LIMIT 1
    ) AS media_worker_id,
    (
        SELECT w.last_heartbeat FROM worker_records w WHERE w.status <> 'stopped' AND r.id = ANY (w.rooms)
        ORDER BY w.mode = 'ai-jobs', w.last_heartbeat DESC, w.id LIMIT 1
    ) AS media_worker_heartbeat,
    r.closed_at,
    r.timebase_started_at AS created_at,
    r.transcript_version,
    r.metadata
FROM room_records r;

CREATE VIEW participants AS
SELECT
    p.id,
    p.room_id,
    p.participant_sid,
    p.identity,
    p.display_name,
    p.kind,
    p.is_human,
    p.connection_type,
    p.phone_number,
    p.joined_at,
    p.left_at,
    p.is_active,
    (
        SELECT s.session_id FROM stt_session_records s
        WHERE s.room_id = p.room_id AND s.participant_id = p.id AND s.run = 0
        ORDER BY s.opened_offset DESC LIMIT 1
    ) AS speechmatics_session_id
FROM participant_records p;

-- A session whose process was killed says nothing more; the newer session of its track says it for it.
CREATE VIEW speechmatics_sessions AS
SELECT
    s.id,
    s.room_id,
    s.participant_id,
    s.session_id,
    CASE WHEN s.left_open THEN 'failed' ELSE s.status END AS status,
    s.t0 + s.start_time * interval '1 second' AS started_at,
    CASE
        WHEN s.left_open OR s.status IN ('failed', 'completed')
            THEN s.t0 + (s.start_time + s.audio_seconds) * interval '1 second'
    END AS ended_at,
    s.audio_seconds / 60 AS audio_minutes,
    s.transcript_count,
    s.average_confidence,
    CASE
        WHEN s.left_open THEN coalesce(s.error_message, 'its process ended without closing it; a newer session went on')
        ELSE s.error_message
    END AS error_message,
    s.run,
    s.track_sid,
    s.engine
FROM (
    SELECT
        r.*,
        (SELECT room.timebase_started_at FROM room_records room WHERE room.id = r.room_id) AS t0,
        r.status IN ('starting', 'active') AND EXISTS (
            SELECT 1 FROM stt_session_records n
            WHERE n.room_id = r.room_id AND n.track_sid = r.track_sid AND n.run = r.run
                AND n.opened_offset > r.opened_offset
        ) AS left_open
    FROM stt_session_records r
) s;

-- relative_timestamp, start_time and end_time are room time; provider_… is the engine's own, from its session's start.
CREATE VIEW transcriptions AS
SELECT
    f.id,
    f.room_id,
    (SELECT r.organization_id FROM room_records r WHERE r.id = f.room_id) AS organization_id,
    f.stt_session_id AS speechmatics_session_id,
    f.participant_id,
    f.transcript_text,
    f.is_final,
    f.confidence,
    f.relative_timestamp,
    f.start_time,
    f.end_time,
    f.start_time - (
        SELECT s.start_time FROM stt_session_records s WHERE s.id = f.room_id || '/' || f.stt_session_id
    ) AS provider_start_time,
    f.end_time - (
        SELECT s.start_time FROM stt_session_records s WHERE s.id = f.room_id || '/' || f.stt_session_id
    ) AS provider_end_time,
    f.language,
    (SELECT r.timebase_started_at FROM room_records r WHERE r.id = f.room_id)
        + f.relative_timestamp * interval '1 second' AS "timestamp",
    f.metadata,
    f.run,
    f.stt_session_id
FROM final_records f;

-- The live lines of a room as turns: consecutive lines of a speaker are one, unless more than 2 s lie between them.
-- Lines without a letter or digit are left out, and so is punctuation that a line begins with.
CREATE FUNCTION get_formatted_transcript(room text)
RETURNS TABLE (
    speaker_name text,
    message text,
    start_timestamp double precision,
    end_timestamp double precision,
    message_time timestamptz
)
LANGUAGE sql STABLE AS $$
    WITH said AS (
        SELECT
            f.id,
            f.participant_id,
            coalesce(p.display_name, f.metadata ->> 'participant_identity') AS speaker,
            regexp_replace(btrim(f.transcript_text), '^[\s.,;:!?…]+', '') AS words,
            f.start_time,
            f.end_time
        FROM final_records f
        LEFT JOIN participant_records p ON p.id = f.participant_id
        WHERE f.room_id = room AND f.run = 0 AND f.transcript_text ~ '[[:alnum:]]'
    ), marked AS (
        SELECT
            s.*,
            CASE
                WHEN s.participant_id = lag(s.participant_id) OVER line AND s.start_time - lag(s.end_time) OVER line <= 2
                    THEN 0
                ELSE 1
            END AS begins
        FROM said s
        WINDOW line AS (ORDER BY s.start_time, s.id)
    ), turns AS (
        SELECT m.*, sum(m.begins) OVER (ORDER BY m.start_time, m.id) AS turn FROM marked m
    )
    SELECT
        min(t.speaker),
        string_agg(t.words, ' ' ORDER BY t.start_time, t.id),
        min(t.start_time),
        max(t.end_time),
        (SELECT r.timebase_started_at FROM room_records r WHERE r.id = room) + min(t.start_time) * interval '1 second'
    FROM turns t
    GROUP BY t.turn
    ORDER BY t.turn
$$;
