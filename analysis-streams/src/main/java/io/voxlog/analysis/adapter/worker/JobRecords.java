package io.voxlog.analysis.adapter.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxlog.analysis.job.AnalysisAnswer;
import io.voxlog.analysis.job.AnalysisFailedException;
import io.voxlog.analysis.job.AnalysisProvider;
import io.voxlog.analysis.job.AnalysisRequest;
import io.voxlog.analysis.job.JobOutcome;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.Transcript;
import io.voxlog.schemas.Utterance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Between the records of the log and the words of the job package. */
final class JobRecords {
    private static final double TICKS_PER_SECOND = 48_000;
    private static final JsonMapper JSON = new JsonMapper();

    private JobRecords() {}

    static AnalysisRequest request(AnalysisJob job, Transcript transcript) {
        Map<String, AnalysisRequest.Participant> participants = new LinkedHashMap<>();
        for (Utterance utterance : transcript.getUtterances()) {
            String identity = utterance.getParticipantIdentity();
            participants.putIfAbsent(identity, new AnalysisRequest.Participant(identity, utterance.getDisplayName()));
        }
        List<AnalysisRequest.Utterance> utterances = transcript.getUtterances().stream()
                .map(utterance -> new AnalysisRequest.Utterance(
                        utterance.getParticipantIdentity(),
                        utterance.getStartTicks() / TICKS_PER_SECOND,
                        utterance.getEndTicks() / TICKS_PER_SECOND,
                        utterance.getText()))
                .toList();
        return new AnalysisRequest(
                job.getType(),
                transcript.getOrganizationId(),
                transcript.getRoomName(),
                transcript.getT0Millis(),
                List.copyOf(participants.values()),
                utterances);
    }

    static AnalysisResult result(AnalysisJob job, int attempt, AnalysisProvider provider, JobOutcome outcome) {
        AnalysisResult.Builder result = AnalysisResult.newBuilder()
                .setJobId(job.getJobId())
                .setRoomSid(job.getRoomSid())
                .setRun(job.getRun())
                .setTranscriptVersion(job.getTranscriptVersion())
                .setType(job.getType())
                .setPriority(job.getPriority())
                .setOrganizationId(job.getOrganizationId())
                .setAttempt(attempt)
                .setProvider(provider.name())
                .setModel(provider.model());
        if (outcome instanceof JobOutcome.Completed completed) {
            AnalysisAnswer answer = completed.answer();
            return result.setStatus(ResultStatus.COMPLETED)
                    .setOutput(output(provider, answer))
                    .setPromptTokens(answer.promptTokens())
                    .setCompletionTokens(answer.completionTokens())
                    .build();
        }
        if (outcome instanceof JobOutcome.Failed failed) {
            return result.setStatus(ResultStatus.FAILED)
                    .setError(failed.error())
                    .build();
        }
        return result.setStatus(ResultStatus.SKIPPED)
                .setError("the transcript is empty")
                .build();
    }

    /**
     * {@code {"result":{…},"metadata":{"provider","model","tokens":{"prompt","completion"},…}}}, keys in this order:
     * the same answer is the same text.
     */
    static String output(AnalysisProvider provider, AnalysisAnswer answer) {
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens.put("prompt", answer.promptTokens());
        tokens.put("completion", answer.completionTokens());
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("provider", provider.name());
        metadata.put("model", provider.model());
        metadata.put("tokens", tokens);
        metadata.putAll(new TreeMap<>(answer.metadata()));
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("result", answer.result());
        output.put("metadata", metadata);
        try {
            return JSON.writeValueAsString(output);
        } catch (JsonProcessingException e) {
            throw new AnalysisFailedException("the provider's answer is no JSON value", false);
        }
    }
}
