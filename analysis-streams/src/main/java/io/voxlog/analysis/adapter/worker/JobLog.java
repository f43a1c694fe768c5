package io.voxlog.analysis.adapter.worker;

import io.voxlog.analysis.job.JobHistory;
import io.voxlog.runtime.PollLoop;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.ActionKind;
import io.voxlog.schemas.AnalysisAction;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code transcripts}, {@code analysis.actions} and {@code analysis.results} from their beginnings and keeps up
 * with them, committed records only, for all workers of the process. Of transcripts it keeps the places, not the
 * values.
 */
final class JobLog implements PollLoop.Handler<String, byte[]> {
    static final List<String> TOPICS =
            List.of(Topics.TRANSCRIPTS.name(), Topics.ANALYSIS_ACTIONS.name(), Topics.ANALYSIS_RESULTS.name());

    private static final Logger LOG = LoggerFactory.getLogger(JobLog.class);

    private final JobIndex index;
    private final Deserializer<SpecificRecord> deserializer;
    private final PollLoop<String, byte[]> loop;
    private final Consumer<Throwable> onFault;
    private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();

    private record Waiter(Map<TopicPartition, Long> targets, CompletableFuture<Void> reached) {}

    JobLog(RoleContext context, JobIndex index, Consumer<Throwable> onFault) {
        this.index = index;
        this.onFault = onFault;
        this.deserializer = context.serdes().deserializer();
        String name = "analysis-job-log";
        this.loop = new PollLoop<>(
                name,
                new KafkaConsumer<>(
                        context.kafka().assignConsumer(name + "-" + context.workerId()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer()),
                this,
                Integer.MAX_VALUE);
    }

    void start(Set<TopicPartition> partitions) {
        loop.startUnsubscribed();
        loop.call(consumer -> {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return partitions;
        });
    }

    void stop() {
        loop.close();
    }

    /** Completes when everything before these offsets that is committed has been read. */
    CompletableFuture<Void> reached(Map<TopicPartition, Long> offsets) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        waiters.add(new Waiter(offsets, reached));
        loop.ended().thenRun(() -> reached.cancel(false));
        return reached;
    }

    @Override
    public void records(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records, Runnable done) {
        for (ConsumerRecord<String, byte[]> record : records) {
            if (!partition.topic().equals(Topics.TRANSCRIPTS.name())) {
                read(record);
            } else if (record.value() == null) {
                index.transcriptGone(record.key());
            } else {
                index.transcriptAt(record.key(), new JobIndex.Place(partition, record.offset()));
            }
        }
        done.run();
    }

    @Override
    public void polled(org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
        waiters.removeIf(waiter -> {
            boolean reached = waiter.targets().entrySet().stream()
                    .allMatch(target -> consumer.position(target.getKey()) >= target.getValue());
            if (reached) {
                waiter.reached().complete(null);
            }
            return reached || waiter.reached().isDone();
        });
    }

    @Override
    public void failed(Throwable cause) {
        onFault.accept(cause);
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        try {
            SpecificRecord value = deserializer.deserialize(record.topic(), record.value());
            if (value instanceof AnalysisResult result) {
                index.job(result.getJobId(), JobHistory::withResult);
            } else if (value instanceof AnalysisAction action && action.getKind() == ActionKind.CLAIMED) {
                index.job(action.getJobId(), history -> history.claimed(action.getAttempt()));
            }
        } catch (SerializationException e) {
            LOG.atWarn()
                    .setMessage("unreadable record of the job log")
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log();
        }
    }
}
