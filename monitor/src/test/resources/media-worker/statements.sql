-- What the media worker's manual has operators run ("Database Monitoring", "Troubleshooting", "How It Works"), as it
-- stands there; fragments are completed to statements. Each has a name and ends with a semicolon.

-- active workers
SELECT * FROM media_workers WHERE status = 'active';
-- stale workers
SELECT * FROM media_workers WHERE last_heartbeat < NOW() - INTERVAL '45 seconds';
-- pending jobs
SELECT job_type, COUNT(*) FROM post_call_jobs WHERE status = 'pending' GROUP BY job_type;
-- room processing status
SELECT status, COUNT(*) FROM rooms GROUP BY status;
-- rooms to claim
SELECT * FROM rooms WHERE status='pending';
-- rooms without a worker
SELECT * FROM rooms WHERE media_worker_id IS NULL;
-- rooms with a stale heartbeat
SELECT * FROM rooms WHERE media_worker_heartbeat < NOW() - INTERVAL '45 seconds';
-- speechmatics key
SELECT api_key FROM speechmatics_config;
-- session errors
SELECT error_message FROM speechmatics_sessions;
-- rooms without a timebase
SELECT * FROM rooms WHERE timebase_started_at IS NULL;
-- relative timestamps
SELECT relative_timestamp FROM transcriptions;
-- sessions of participants
SELECT speechmatics_session_id FROM participants;
-- transcript counts
SELECT transcript_count FROM speechmatics_sessions;
-- active ai config
SELECT * FROM ai_config WHERE is_active = true ORDER BY priority DESC;
-- ai errors
SELECT * FROM ai_interactions;
-- jobs to claim
SELECT * FROM post_call_jobs WHERE status='pending' ORDER BY priority;
-- transcript ordering
SELECT * FROM transcriptions ORDER BY relative_timestamp ASC;
