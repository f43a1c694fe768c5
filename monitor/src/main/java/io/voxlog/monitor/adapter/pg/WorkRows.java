package io.voxlog.monitor.adapter.pg;

import io.vertx.core.json.JsonObject;
import io.voxlog.monitor.projection.Change;
import io.voxlog.monitor.projection.Change.Job;
import java.util.List;

/** The rows of those who work: jobs, provider calls, workers, configuration. */
final class WorkRows {
    private static final String JOBS = "post_call_jobs";

    private WorkRows() {}

    static TableRow of(Change change) {
        if (change instanceof Change.JobPlanned planned) {
            return planned(planned);
        } else if (change instanceof Change.JobAdvanced advanced) {
            return advanced(advanced);
        } else if (change instanceof Change.JobEnded ended) {
            return ended(ended);
        } else if (change instanceof Change.ProviderAsked asked) {
            return asked(asked);
        } else if (change instanceof Change.WorkerSeen worker) {
            return worker(worker);
        } else if (change instanceof Change.WorkerForgotten gone) {
            return new TableRow("worker_records", WorkStatements.WORKER_FORGOTTEN, Values.tuple(gone.id()));
        } else if (change instanceof Change.ConfigSet set) {
            return ConfigRows.of(set.entry(), set.at());
        } else if (change instanceof Change.ConfigRemoved removed) {
            return ConfigRows.removed(removed.key());
        }
        throw new IllegalStateException("no row for " + change.getClass());
    }

    private static TableRow planned(Change.JobPlanned planned) {
        Job job = planned.job();
        return new TableRow(
                JOBS,
                WorkStatements.JOB_PLANNED,
                Values.tuple(
                        job.id(),
                        job.roomId(),
                        planned.organizationId(),
                        job.type(),
                        planned.priority(),
                        input(job),
                        planned.createdAt()));
    }

    private static TableRow advanced(Change.JobAdvanced advanced) {
        Job job = advanced.job();
        Change.JobClaim claim = advanced.claimed();
        return new TableRow(
                JOBS,
                WorkStatements.JOB_ADVANCED,
                Values.tuple(
                        job.id(),
                        job.roomId(),
                        job.type(),
                        advanced.status(),
                        input(job),
                        Math.max(0, advanced.attempt() - 1),
                        advanced.error(),
                        claim == null ? null : claim.worker(),
                        claim == null ? null : claim.at(),
                        claim == null ? 0 : advanced.attempt(),
                        advanced.completedAt()));
    }

    private static TableRow ended(Change.JobEnded ended) {
        Job job = ended.job();
        String output = ended.output();
        return new TableRow(
                JOBS,
                WorkStatements.JOB_ENDED,
                Values.tuple(
                        job.id(),
                        job.roomId(),
                        job.type(),
                        ended.priority(),
                        ended.status(),
                        input(job),
                        output == null ? null : Values.json(output),
                        Math.max(0, ended.attempt() - 1),
                        ended.error()));
    }

    private static TableRow asked(Change.ProviderAsked asked) {
        return new TableRow(
                "ai_interactions",
                WorkStatements.PROVIDER_ASKED,
                Values.tuple(
                        asked.id(),
                        asked.roomId(),
                        asked.organizationId(),
                        asked.jobId(),
                        asked.type(),
                        asked.provider(),
                        asked.model(),
                        asked.promptTokens(),
                        asked.completionTokens(),
                        asked.latencyMillis(),
                        asked.error(),
                        call(asked),
                        asked.at()));
    }

    /** Attempt and number of the call, which the id ends with. */
    private static JsonObject call(Change.ProviderAsked asked) {
        JsonObject metadata = new JsonObject();
        String[] parts = asked.id().startsWith(asked.jobId() + "/")
                ? asked.id().substring(asked.jobId().length() + 1).split("/", -1)
                : new String[0];
        if (parts.length == 2) {
            metadata.put("attempt", Values.json(parts[0])).put("call", Values.json(parts[1]));
        }
        return metadata;
    }

    private static TableRow worker(Change.WorkerSeen worker) {
        return new TableRow(
                "worker_records",
                WorkStatements.WORKER_SEEN,
                Values.tuple(
                        worker.id(),
                        worker.mode(),
                        worker.status(),
                        worker.startedAt(),
                        worker.heartbeatAt(),
                        texts(worker.rooms()),
                        texts(worker.roles()),
                        worker.version()));
    }

    private static String[] texts(List<String> values) {
        return values.toArray(String[]::new);
    }

    private static JsonObject input(Job job) {
        return new JsonObject().put("run", job.run()).put("transcript_version", job.transcriptVersion());
    }
}
