package io.voxlog.monitor.adapter.pg;

/** The statements that change the tables of those who work. Each may be run again with the same row. */
final class WorkStatements {
    /** The job's topic may be read after those of its actions and result: its status is theirs to say. */
    static final String JOB_PLANNED = """
            INSERT INTO post_call_jobs (id, room_id, organization_id, job_type, priority, status, input_data, created_at)
            VALUES ($1, $2, $3, $4, $5, 'pending', $6, $7)
            ON CONFLICT (id) DO UPDATE SET
                organization_id = EXCLUDED.organization_id,
                priority = EXCLUDED.priority,
                created_at = EXCLUDED.created_at
            """;

    /**
     * The last error stays visible until the job has ended. Who claimed it, and when it was done, is noted even then:
     * the result's topic may be read first.
     */
    static final String JOB_ADVANCED = """
            INSERT INTO post_call_jobs AS job (
                id, room_id, job_type, status, input_data, retry_count, error_message,
                claimed_by_worker, claimed_at, claim_attempt, completed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (id) DO UPDATE SET
                (status, retry_count, error_message) = (
                    SELECT
                        CASE WHEN over.yes THEN job.status ELSE EXCLUDED.status END,
                        CASE WHEN over.yes THEN job.retry_count ELSE greatest(job.retry_count, EXCLUDED.retry_count) END,
                        CASE WHEN over.yes THEN job.error_message
                            ELSE coalesce(EXCLUDED.error_message, job.error_message) END
                    FROM (SELECT job.status IN ('completed', 'failed', 'skipped') AS yes) AS over
                ),
                (claimed_by_worker, claimed_at, claim_attempt) = (
                    SELECT
                        CASE WHEN newer.yes THEN EXCLUDED.claimed_by_worker ELSE job.claimed_by_worker END,
                        CASE WHEN newer.yes THEN EXCLUDED.claimed_at ELSE job.claimed_at END,
                        greatest(EXCLUDED.claim_attempt, job.claim_attempt)
                    FROM (SELECT EXCLUDED.claim_attempt > job.claim_attempt AS yes) AS newer
                ),
                completed_at = coalesce(job.completed_at, EXCLUDED.completed_at)
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

    /** What was asked does not change. */
    static final String PROVIDER_ASKED = """
            INSERT INTO ai_interactions (
                id, room_id, organization_id, job_id, interaction_type, provider, model, prompt_tokens,
                completion_tokens, latency_ms, error_message, metadata, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            ON CONFLICT (id) DO NOTHING
            """;

    static final String WORKER_SEEN = """
            INSERT INTO worker_records (id, mode, status, started_at, last_heartbeat, rooms, roles, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (id) DO UPDATE SET
                mode = EXCLUDED.mode,
                status = EXCLUDED.status,
                started_at = EXCLUDED.started_at,
                last_heartbeat = EXCLUDED.last_heartbeat,
                rooms = EXCLUDED.rooms,
                roles = EXCLUDED.roles,
                version = EXCLUDED.version
            """;

    static final String WORKER_FORGOTTEN = "DELETE FROM worker_records WHERE id = $1";

    static final String SPEECHMATICS_SET = """
            INSERT INTO speechmatics_config (
                id, api_key, default_language, enable_partials, operating_point, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (id) DO UPDATE SET
                api_key = EXCLUDED.api_key,
                default_language = EXCLUDED.default_language,
                enable_partials = EXCLUDED.enable_partials,
                operating_point = EXCLUDED.operating_point,
                updated_at = EXCLUDED.updated_at
            """;

    static final String AI_SET = """
            INSERT INTO ai_config (
                id, service_name, api_key, model_name, priority, is_active, use_case, prompt_template, settings,
                updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (id) DO UPDATE SET
                api_key = EXCLUDED.api_key,
                model_name = EXCLUDED.model_name,
                priority = EXCLUDED.priority,
                is_active = EXCLUDED.is_active,
                prompt_template = EXCLUDED.prompt_template,
                settings = EXCLUDED.settings,
                updated_at = EXCLUDED.updated_at
            """;

    static final String WEBHOOK_SET = """
            INSERT INTO webhook_config (id, url, secret, events, organization_id, is_active, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id) DO UPDATE SET
                url = EXCLUDED.url,
                secret = EXCLUDED.secret,
                events = EXCLUDED.events,
                organization_id = EXCLUDED.organization_id,
                is_active = EXCLUDED.is_active,
                updated_at = EXCLUDED.updated_at
            """;

    private WorkStatements() {}
}
