package io.voxlog.app.demo;

import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.PollLoop;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.RecordSerdes;
import io.voxlog.schemas.RoomPartitioner;
import io.voxlog.schemas.Topic;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.Transcript;
import io.voxlog.schemas.TranscriptFinal;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads, from their beginning, the partitions that hold one room, and tells what becomes of it. Committed records only.
 */
final class CallFollower implements AutoCloseable {
    private static final List<Topic> FOLLOWED =
            List.of(Topics.TRANSCRIPT_FINALS, Topics.TRANSCRIPTS, Topics.ANALYSIS_RESULTS);

    /** What becomes of a room; called in order, on one thread of the follower. */
    interface Listener {
        void finalWords(TranscriptFinal words);

        void sealed(Transcript transcript);

        void result(AnalysisResult result);

        void failed(Throwable cause);
    }

    private final PollLoop<String, SpecificRecord> loop;

    CallFollower(KafkaSettings kafka, RecordSerdes serdes, String roomSid, Listener listener) {
        KafkaConsumer<String, SpecificRecord> consumer = new KafkaConsumer<>(
                kafka.assignConsumer("voxlog-demo-follower"), new StringDeserializer(), serdes.deserializer());
        List<TopicPartition> partitions = FOLLOWED.stream()
                .map(topic -> new TopicPartition(
                        topic.name(),
                        RoomPartitioner.partition(
                                roomSid, consumer.partitionsFor(topic.name()).size())))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        this.loop = new PollLoop<>("demo-follower", consumer, new Dispatch(roomSid, listener), 10);
    }

    void start() {
        loop.startUnsubscribed();
    }

    @Override
    public void close() {
        loop.close();
    }

    private record Dispatch(String roomSid, Listener listener) implements PollLoop.Handler<String, SpecificRecord> {
        @Override
        public void records(
                TopicPartition partition, List<ConsumerRecord<String, SpecificRecord>> records, Runnable done) {
            records.forEach(record -> dispatch(record.value()));
            done.run();
        }

        @Override
        public void failed(Throwable cause) {
            listener.failed(cause);
        }

        private void dispatch(@Nullable SpecificRecord value) {
            if (value instanceof TranscriptFinal words && words.getRoomSid().equals(roomSid)) {
                listener.finalWords(words);
            } else if (value instanceof Transcript transcript
                    && transcript.getRoomSid().equals(roomSid)) {
                listener.sealed(transcript);
            } else if (value instanceof AnalysisResult result
                    && result.getRoomSid().equals(roomSid)) {
                listener.result(result);
            }
        }
    }
}
