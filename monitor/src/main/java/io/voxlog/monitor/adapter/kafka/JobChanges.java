package io.voxlog.monitor.adapter.kafka;

import io.voxlog.monitor.projection.Change;
import io.voxlog.monitor.projection.Change.Job;
import io.voxlog.schemas.ActionKind;
import io.voxlog.schemas.AiInteraction;
import io.voxlog.schemas.AnalysisAction;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.AnalysisResult;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** Turns what the log says of jobs into changes. */
final class JobChanges {
    private JobChanges() {}

    /**
     * The change that a record makes.
     *
     * @param writtenAt when the record was written
     */
    static Change of(SpecificRecord value, Instant writtenAt) {
        if (value instanceof AnalysisJob job) {
            Job id = new Job(job.getJobId(), job.getRoomSid(), job.getRun(), job.getTranscriptVersion(), job.getType());
            return new Change.JobPlanned(id, job.getPriority(), job.getOrganizationId(), writtenAt);
        } else if (value instanceof AnalysisAction action) {
            return advanced(action);
        } else if (value instanceof AnalysisResult result) {
            return ended(result);
        } else if (value instanceof AiInteraction interaction) {
            return asked(interaction);
        }
        throw new IllegalArgumentException("not of a job: " + value.getSchema().getName());
    }

    private static Change advanced(AnalysisAction action) {
        ActionKind kind = action.getKind();
        String status = switch (kind) {
            case CLAIMED -> "claimed";
            case CALLED, ANSWERED, COMPLETED -> "processing";
            case FAILED -> "pending";
        };
        Instant at = Instant.ofEpochMilli(action.getAtMillis());
        return new Change.JobAdvanced(
                Job.parse(action.getJobId()),
                status,
                action.getAttempt(),
                kind == ActionKind.FAILED ? action.getDetail() : null,
                kind == ActionKind.CLAIMED ? new Change.JobClaim(action.getWorker(), at) : null,
                kind == ActionKind.COMPLETED ? at : null);
    }

    private static Change ended(AnalysisResult result) {
        Job job = new Job(
                result.getJobId(),
                result.getRoomSid(),
                result.getRun(),
                result.getTranscriptVersion(),
                result.getType());
        return new Change.JobEnded(
                job,
                result.getPriority(),
                Changes.lower(result.getStatus()),
                result.getAttempt(),
                result.getOutput(),
                result.getError());
    }

    private static Change asked(AiInteraction interaction) {
        return new Change.ProviderAsked(
                interaction.getId(),
                interaction.getRoomSid(),
                interaction.getOrganizationId(),
                interaction.getJobId(),
                interaction.getInteractionType(),
                interaction.getProvider(),
                interaction.getModel(),
                interaction.getPromptTokens(),
                interaction.getCompletionTokens(),
                interaction.getLatencyMillis(),
                interaction.getError(),
                Instant.ofEpochMilli(interaction.getAtMillis()));
    }
}
