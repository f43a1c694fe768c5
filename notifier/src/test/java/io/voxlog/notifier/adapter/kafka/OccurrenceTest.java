package io.voxlog.notifier.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.notifier.CallRecords;
import io.voxlog.notifier.subscription.Subscription;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.Topics;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OccurrenceTest {
    private static final long AT = 1_790_000_000_123L;

    @Test
    void aSealedTranscriptIsNamedAndNotQuoted() {
        Occurrence sealed = Occurrence.of(record(Topics.TRANSCRIPTS.name(), "RM_a/0/2", CallRecords.sealed("RM_a", 2)))
                .orElseThrow();

        assertThat(sealed.body())
                .isEqualTo("{\"type\":\"transcript.sealed\",\"timestamp\":\"2026-09-21T14:13:20.123Z\",\"data\":{"
                        + "\"roomSid\":\"RM_a\",\"roomName\":\"weekly\",\"organizationId\":\"org-1\","
                        + "\"transcript\":\"RM_a/0/2\",\"run\":0,\"version\":2,\"complete\":true,\"utterances\":1}}")
                .doesNotContain(CallRecords.SPOKEN);
        assertThat(sealed.organizationId()).isEqualTo("org-1");
    }

    @Test
    void aResultIsNamedAndNotQuoted() {
        Occurrence ready = Occurrence.of(record(
                        Topics.ANALYSIS_RESULTS.name(),
                        "RM_a/0/2/summary",
                        CallRecords.result("RM_a", 2, "summary", ResultStatus.COMPLETED)))
                .orElseThrow();

        assertThat(ready.body())
                .isEqualTo("{\"type\":\"analysis.ready\",\"timestamp\":\"2026-09-21T14:13:20.123Z\",\"data\":{"
                        + "\"roomSid\":\"RM_a\",\"organizationId\":\"org-1\",\"job\":\"RM_a/0/2/summary\",\"run\":0,"
                        + "\"transcriptVersion\":2,\"analysis\":\"summary\",\"status\":\"completed\"}}")
                .doesNotContain(CallRecords.SPOKEN);
    }

    @Test
    void tombstonesTellNothing() {
        assertThat(Occurrence.of(record(Topics.TRANSCRIPTS.name(), "RM_a/0/2", null)))
                .isEmpty();
    }

    @Test
    void theIdFollowsFromWebhookEventAndSubject() {
        Occurrence occurrence = Occurrence.of(
                        record(Topics.TRANSCRIPTS.name(), "RM_a/0/2", CallRecords.sealed("RM_a", 2)))
                .orElseThrow();

        assertThat(occurrence.to(hook("crm")).id())
                .isEqualTo(occurrence.to(hook("crm")).id())
                .isNotEqualTo(occurrence.to(hook("erp")).id())
                .matches("msg_[0-9a-f]{32}");
    }

    private static Subscription hook(String name) {
        return new Subscription(name, "https://example.com", "env:HOOK", Set.of("transcript.sealed"), null, true);
    }

    private static ConsumerRecord<String, SpecificRecord> record(
            String topic, String key, @Nullable SpecificRecord value) {
        return new ConsumerRecord<>(
                topic, 0, 0, AT, TimestampType.CREATE_TIME, 0, 0, key, value, new RecordHeaders(), Optional.empty());
    }
}
