package io.voxlog.stt.adapter.kafka;

import io.voxlog.runtime.LogKey;
import io.voxlog.stt.session.SessionFacts;
import io.voxlog.stt.session.SessionLog;
import io.voxlog.stt.session.Track;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partials and session records: at once, outside of any transaction. A record that cannot be sent is gone; the finals
 * do not depend on it. Thread-safe.
 */
public final class LiveLane implements SessionLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveLane.class);

    private final Producer<String, SpecificRecord> producer;
    private final SttRecords records;
    private final AtomicBoolean failing = new AtomicBoolean();

    /** @param producer owned and closed by this */
    LiveLane(Producer<String, SpecificRecord> producer, SttRecords records) {
        this.producer = producer;
        this.records = records;
    }

    @Override
    public void session(SessionFacts facts) {
        var event = facts.status() == SessionFacts.Status.FAILED ? LOG.atWarn() : LOG.atInfo();
        event.setMessage("stt session")
                .addKeyValue("status", facts.status())
                .addKeyValue(LogKey.STT_SESSION_ID, facts.sessionId())
                .addKeyValue(LogKey.ROOM_SID, facts.track().roomSid())
                .addKeyValue(LogKey.TRACK_SID, facts.track().trackSid())
                .addKeyValue(LogKey.ERROR, facts.error())
                .log();
        send(records.session(facts));
    }

    @Override
    public void partial(Track track, long startTicks, long endTicks, String text) {
        send(records.partial(track, startTicks, endTicks, text));
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(ProducerRecord<String, SpecificRecord> message) {
        try {
            producer.send(message, (sent, failure) -> outcome(message.topic(), failure));
        } catch (KafkaException e) {
            outcome(message.topic(), e);
        }
    }

    /** Logs the first failure after a success. */
    private void outcome(String topic, @org.jspecify.annotations.Nullable Exception failure) {
        if (failure == null) {
            failing.set(false);
        } else if (failing.compareAndSet(false, true)) {
            LOG.atWarn()
                    .setMessage("live records are not sent")
                    .addKeyValue(LogKey.TOPIC, topic)
                    .setCause(failure)
                    .log();
        }
    }
}
