-- Projections of the log: every row can be made again from it, nothing here is a source of truth.
-- Rows of different topics arrive in any order, so there are no foreign keys. Positions are seconds since the room's
-- time zero (rooms.timebase_started_at). No column holds a stamp of a worker's or this database's clock: playing the
-- same input twice gives equal rows.

CREATE TABLE rooms (
    id text PRIMARY KEY,
    room_name text NOT NULL,
    server_id text NOT NULL,
    organization_id text,
    status text NOT NULL CHECK (status IN ('pending', 'active', 'processing', 'completed', 'failed')),
    timebase_started_at timestamptz,
    empty_timeout integer NOT NULL,
    closed_at timestamptz,
    transcript_version integer NOT NULL,
    metadata jsonb NOT NULL
);
COMMENT ON COLUMN rooms.id IS 'LiveKit''s room sid';

CREATE TABLE participants (
    id text PRIMARY KEY,
    room_id text NOT NULL,
    participant_sid text NOT NULL,
    identity text NOT NULL,
    display_name text NOT NULL,
    kind text NOT NULL,
    is_human boolean NOT NULL,
    connection_type text NOT NULL,
    phone_number text,
    joined_at timestamptz,
    left_at timestamptz,
    is_active boolean NOT NULL
);
COMMENT ON COLUMN participants.id IS 'room sid/participant sid: a participant who comes back is a new row';
CREATE INDEX participants_by_room ON participants (room_id, identity);

CREATE TABLE transcriptions (
    id text PRIMARY KEY,
    room_id text NOT NULL,
    run integer NOT NULL,
    participant_id text NOT NULL,
    stt_session_id text NOT NULL,
    transcript_text text NOT NULL,
    is_final boolean NOT NULL,
    confidence double precision CHECK (confidence BETWEEN 0 AND 1),
    relative_timestamp double precision NOT NULL,
    start_time double precision NOT NULL,
    end_time double precision NOT NULL,
    language text NOT NULL,
    metadata jsonb NOT NULL
);
COMMENT ON TABLE transcriptions IS 'one row per final of an engine';
COMMENT ON COLUMN transcriptions.id IS 'room sid/run/track sid/tick of the first word';
COMMENT ON COLUMN transcriptions.confidence IS 'mean over words; null where the engine gives none';
CREATE INDEX transcriptions_by_time ON transcriptions (room_id, relative_timestamp);

CREATE TABLE transcripts (
    id text PRIMARY KEY,
    room_id text NOT NULL,
    run integer NOT NULL,
    version integer NOT NULL,
    is_complete boolean NOT NULL,
    engine text NOT NULL,
    config_hash text NOT NULL,
    UNIQUE (room_id, run, version)
);
COMMENT ON TABLE transcripts IS 'sealed transcripts; id = room sid/run/version';

CREATE TABLE utterances (
    transcript_id text NOT NULL REFERENCES transcripts ON DELETE CASCADE,
    position integer NOT NULL,
    participant_id text NOT NULL,
    speaker_name text NOT NULL,
    message text NOT NULL,
    start_time double precision NOT NULL,
    end_time double precision NOT NULL,
    confidence double precision,
    language text NOT NULL,
    PRIMARY KEY (transcript_id, position)
);

CREATE TABLE post_call_jobs (
    id text PRIMARY KEY,
    room_id text NOT NULL,
    organization_id text,
    job_type text NOT NULL,
    priority integer,
    status text NOT NULL CHECK (
        status IN ('pending', 'claimed', 'processing', 'completed', 'failed', 'skipped', 'cancelled', 'dead_letter')),
    input_data jsonb NOT NULL,
    output_data jsonb,
    retry_count integer NOT NULL DEFAULT 0 CHECK (retry_count >= 0),
    error_message text
);
COMMENT ON COLUMN post_call_jobs.id IS 'room sid/run/transcript version/type';
COMMENT ON COLUMN post_call_jobs.input_data IS 'which transcript: {run, transcript_version}; the transcript is not copied';
COMMENT ON COLUMN post_call_jobs.output_data IS '{result, metadata {provider, model, tokens, rule_based}}';
CREATE INDEX post_call_jobs_by_status ON post_call_jobs (status, priority DESC);
CREATE INDEX post_call_jobs_by_room ON post_call_jobs (room_id);

-- How far each partition of the log is projected, and who may write its rows: each new owner of a partition takes the
-- next generation, and a writer of an older one is refused.
CREATE TABLE projections (
    topic text NOT NULL,
    partition integer NOT NULL,
    generation bigint NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (topic, partition)
);

-- A room's live lines (run 0) in the order they were spoken, with the wall clock time of each.
CREATE VIEW room_lines AS
SELECT
    t.id,
    t.room_id,
    r.room_name,
    r.organization_id,
    coalesce(p.display_name, t.metadata ->> 'participant_identity') AS speaker_name,
    t.transcript_text,
    t.confidence,
    t.relative_timestamp,
    t.end_time,
    r.timebase_started_at + t.relative_timestamp * interval '1 second' AS "timestamp",
    t.language
FROM transcriptions t
LEFT JOIN rooms r ON r.id = t.room_id
LEFT JOIN participants p ON p.id = t.participant_id
WHERE t.run = 0
ORDER BY t.room_id, t.relative_timestamp, t.id;
