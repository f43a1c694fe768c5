package io.voxlog.analysis.adapter.worker;

import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.Topics;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Member of the share group of one band of jobs (KIP-932). Takes one job at a time: none is fetched ahead, as it would
 * sit locked behind a long one. A job that runs long is renewed (KIP-1222). Used by one thread.
 */
final class BandConsumer implements AutoCloseable {
    /**
     * The broker answers an empty fetch within this. A poll outlasts it by far, so that "no job" is the broker's answer
     * and not its silence, after which the job would arrive while a less urgent one is run.
     */
    private static final int FETCH_WAIT_MILLIS = 20;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RENEW_POLL = Duration.ofMillis(250);
    private static final int RENEW_POLLS = 12;
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    private static final int DEFAULT_LOCK_MILLIS = 10_000;
    /** A job may run as long as its retries take; the group's liveness is its heartbeats. */
    private static final int MAX_POLL_INTERVAL_MILLIS = 3_600_000;

    private final KafkaShareConsumer<String, byte[]> consumer;

    BandConsumer(RoleContext context, int band) {
        Map<String, Object> config = context.kafka().admin("analysis-band-" + band + "-" + context.workerId());
        config.put("group.id", groupId(band));
        config.put("share.acknowledgement.mode", "explicit");
        config.put("share.acquire.mode", "record_limit");
        config.put("max.poll.records", 1);
        config.put("fetch.max.wait.ms", FETCH_WAIT_MILLIS);
        config.put("max.poll.interval.ms", MAX_POLL_INTERVAL_MILLIS);
        consumer = new KafkaShareConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.analysisJobs(band).name()));
    }

    /** The share group of a band. */
    static String groupId(int band) {
        return "voxlog-analysis-" + band;
    }

    /** The next job of the band, now locked for us; empty if the band has none. */
    Optional<ConsumerRecord<String, byte[]>> next() {
        Iterator<ConsumerRecord<String, byte[]>> records = consumer.poll(POLL).iterator();
        return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
    }

    /** How long a job stays ours unless it is renewed. */
    Duration lock() {
        return Duration.ofMillis(consumer.acquisitionLockTimeoutMs().orElse(DEFAULT_LOCK_MILLIS));
    }

    /** Locks the job anew; false if it is no longer ours. */
    boolean renew(ConsumerRecord<String, byte[]> job) {
        consumer.acknowledge(job, AcknowledgeType.RENEW);
        ConsumerRecords<String, byte[]> records = consumer.poll(RENEW_POLL);
        for (int polls = 1; records.isEmpty() && polls < RENEW_POLLS; polls++) {
            records = consumer.poll(RENEW_POLL);
        }
        boolean ours = false;
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.partition() == job.partition() && record.offset() == job.offset()) {
                ours = true;
            } else {
                finish(record, AcknowledgeType.RELEASE);
            }
        }
        return ours;
    }

    /** Says what becomes of the job: ACCEPT, RELEASE or REJECT. */
    void finish(ConsumerRecord<String, byte[]> job, AcknowledgeType type) {
        consumer.acknowledge(job, type);
        consumer.commitSync(COMMIT_TIMEOUT);
    }

    @Override
    public void close() {
        consumer.close(CLOSE_TIMEOUT);
    }
}
