package io.voxlog.analysis.adapter.worker;

import io.voxlog.analysis.job.AnalysisFailedException;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.Transcript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads single transcripts from where they stand on the log. Used by one thread, which also closes it. */
final class TranscriptReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final KafkaConsumer<String, SpecificRecord> consumer;
    private final JobIndex index;
    private final int maxPolls;

    TranscriptReader(RoleContext context, JobIndex index, Duration patience) {
        this.index = index;
        this.maxPolls = (int) Math.max(1, patience.dividedBy(POLL));
        this.consumer = new KafkaConsumer<>(
                context.kafka().assignConsumer("analysis-transcripts-" + context.workerId()),
                new StringDeserializer(),
                context.serdes().deserializer());
    }

    /**
     * The transcript of this key.
     *
     * @throws AnalysisFailedException if the log does not have it (any more) or does not answer in time
     */
    Transcript read(String key) {
        JobIndex.Place place = index.transcript(key)
                .orElseThrow(() -> new AnalysisFailedException("transcript " + key + " is not on the log", true));
        consumer.assign(List.of(place.partition()));
        consumer.seek(place.partition(), place.offset());
        for (int polls = 0; polls < maxPolls; polls++) {
            Optional<ConsumerRecord<String, SpecificRecord>> first =
                    consumer.poll(POLL).records(place.partition()).stream().findFirst();
            if (first.isPresent()) {
                return transcript(key, first.get());
            }
        }
        throw new AnalysisFailedException("transcript " + key + " could not be read in time", true);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }

    private static Transcript transcript(String key, ConsumerRecord<String, SpecificRecord> record) {
        if (record.key().equals(key) && record.value() instanceof Transcript transcript) {
            return transcript;
        }
        throw new AnalysisFailedException("transcript " + key + " is no longer where it was", true);
    }
}
