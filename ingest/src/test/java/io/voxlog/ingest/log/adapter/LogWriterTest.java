package io.voxlog.ingest.log.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TrackProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a lane sends is the beginning of what it was given, without a hole. */
final class LogWriterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch mayProceed = new CountDownLatch(1);
    private final Refusing producer = new Refusing();
    private final LogWriter writer = new LogWriter("test-writer", producer, 3);

    /** Takes nothing until told to, and never a record with the key "refused". */
    private final class Refusing extends MockProducer<String, SpecificRecord> {
        Refusing() {
            super(true, null, new StringSerializer(), (topic, value) -> new byte[0]);
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<String, SpecificRecord> appended, Callback callback) {
            try {
                mayProceed.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (appended.key().equals("refused")) {
                throw new IllegalArgumentException("not this one");
            }
            return super.send(appended, callback);
        }
    }

    @AfterEach
    void close() {
        mayProceed.countDown();
        writer.close();
    }

    private CompletableFuture<Long> append(LogWriter.Lane lane, String key) {
        return lane.append(Topics.LIVEKIT_AUDIO, key, new TrackProgress());
    }

    @Test
    void nothingFollowsARecordThatCouldNotBeSent() {
        LogWriter.Lane lane = writer.lane();
        CompletableFuture<Long> first = append(lane, "a");
        CompletableFuture<Long> refused = append(lane, "refused");
        CompletableFuture<Long> behind = append(lane, "b");
        mayProceed.countDown();
        assertThat(first).succeedsWithin(PATIENCE);
        assertNotStored(refused);
        assertNotStored(behind);
        assertNotStored(append(lane, "c"));
        assertThat(append(writer.lane(), "other")).succeedsWithin(PATIENCE);
        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("a", "other");
    }

    @Test
    void whatWaitsIsSentButNothingFollowsARecordThatFoundNoRoom() {
        LogWriter.Lane lane = writer.lane();
        List<CompletableFuture<Long>> waiting = new ArrayList<>();
        CompletableFuture<Long> record = append(lane, "0");
        while (!record.isDone()) {
            waiting.add(record);
            record = append(lane, String.valueOf(waiting.size()));
        }
        mayProceed.countDown();
        assertNotStored(record);
        assertThat(waiting)
                .hasSizeBetween(3, 4)
                .allSatisfy(sent -> assertThat(sent).succeedsWithin(PATIENCE));
        assertNotStored(append(lane, "later"));
        assertThat(producer.history()).hasSameSizeAs(waiting);
    }

    private static void assertNotStored(CompletableFuture<Long> record) {
        assertThatThrownBy(() -> record.get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(LogWriter.NotStoredException.class);
    }
}
