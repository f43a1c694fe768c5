package io.voxlog.notifier.adapter.kafka;

import io.vertx.core.json.JsonObject;
import io.voxlog.notifier.delivery.Delivery;
import io.voxlog.notifier.subscription.Subscription;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.Transcript;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell of. The body names things and says nothing that was spoken: who is told fetches the rest where
 * access is controlled.
 *
 * @param event its name
 * @param roomSid where it happened
 * @param subject key of the transcript, or job id
 * @param organizationId of the room; null where it has none
 * @param body JSON
 */
record Occurrence(
        String event,
        String roomSid,
        String subject,
        @Nullable String organizationId,
        String body) {
    static final String TRANSCRIPT_SEALED = "transcript.sealed";
    static final String ANALYSIS_READY = "analysis.ready";

    /** What a record tells of; nothing for tombstones and other kinds. */
    static Optional<Occurrence> of(ConsumerRecord<String, SpecificRecord> record) {
        if (record.value() instanceof Transcript transcript) {
            return Optional.of(sealed(record.key(), record.timestamp(), transcript));
        }
        if (record.value() instanceof AnalysisResult result) {
            return Optional.of(ready(record.timestamp(), result));
        }
        return Optional.empty();
    }

    Delivery to(Subscription subscription) {
        String id = Delivery.id(subscription.name(), event, subject);
        return new Delivery(id, subscription.name(), event, roomSid, subject, body);
    }

    private static Occurrence sealed(String key, long atMillis, Transcript transcript) {
        JsonObject data = new JsonObject()
                .put("roomSid", transcript.getRoomSid())
                .put("roomName", transcript.getRoomName())
                .put("organizationId", transcript.getOrganizationId())
                .put("transcript", key)
                .put("run", transcript.getRun())
                .put("version", transcript.getVersion())
                .put("complete", transcript.getComplete())
                .put("utterances", transcript.getUtterances().size());
        return new Occurrence(
                TRANSCRIPT_SEALED,
                transcript.getRoomSid(),
                key,
                transcript.getOrganizationId(),
                body(TRANSCRIPT_SEALED, atMillis, data));
    }

    private static Occurrence ready(long atMillis, AnalysisResult result) {
        JsonObject data = new JsonObject()
                .put("roomSid", result.getRoomSid())
                .put("organizationId", result.getOrganizationId())
                .put("job", result.getJobId())
                .put("run", result.getRun())
                .put("transcriptVersion", result.getTranscriptVersion())
                .put("analysis", result.getType())
                .put("status", result.getStatus().name().toLowerCase(Locale.ROOT));
        return new Occurrence(
                ANALYSIS_READY,
                result.getRoomSid(),
                result.getJobId(),
                result.getOrganizationId(),
                body(ANALYSIS_READY, atMillis, data));
    }

    /** The form of the Standard Webhooks specification; equal for equal records. */
    private static String body(String event, long atMillis, JsonObject data) {
        return new JsonObject()
                .put("type", event)
                .put("timestamp", Instant.ofEpochMilli(atMillis).toString())
                .put("data", data)
                .encode();
    }
}
