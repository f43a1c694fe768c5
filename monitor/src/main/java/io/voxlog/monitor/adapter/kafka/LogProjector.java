package io.voxlog.monitor.adapter.kafka;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.voxlog.monitor.projection.Change;
import io.voxlog.monitor.projection.Projection;
import io.voxlog.monitor.projection.Projection.Claim;
import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.PollLoop;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries committed records to a projection, per partition in order, one batch at a time. A partition is claimed before
 * its first batch; it goes on where both the group and the projection have been, so that a projection made empty is
 * filled again. Offsets are committed after the rows. A batch that fails is tried again until it succeeds or the
 * partition goes; meanwhile the partition is paused and the log keeps what follows.
 */
public final class LogProjector implements PollLoop.Handler<String, SpecificRecord> {
    /** The consumer group. */
    public static final String GROUP = "voxlog-monitor";

    private static final Logger log = LoggerFactory.getLogger(LogProjector.class);
    private static final Duration COMMIT_BOUND = Duration.ofSeconds(2);
    private static final Duration POSITION_BOUND = Duration.ofSeconds(5);

    private final RoleContext role;
    private final Projection projection;
    private final Backoff retry;
    private final Context context;
    private final Map<TopicPartition, OwnedPartition> owned = new ConcurrentHashMap<>();
    private final Promise<Void> prepared = Promise.promise();
    private final AtomicBoolean committing = new AtomicBoolean();
    private volatile boolean stopping;
    private @Nullable PollLoop<String, SpecificRecord> loop;

    public LogProjector(RoleContext role, Projection projection, Backoff retry) {
        this.role = role;
        this.projection = projection;
        this.retry = retry;
        this.context = role.vertx().getOrCreateContext();
    }

    /** The topics that the tables show. */
    public static List<String> topics() {
        return Stream.concat(
                        Stream.of(
                                Topics.ROOMS,
                                Topics.TRANSCRIPT_FINALS,
                                Topics.TRANSCRIPTS,
                                Topics.ANALYSIS_ACTIONS,
                                Topics.ANALYSIS_RESULTS),
                        Topics.JOB_BANDS.stream().map(Topics::analysisJobs))
                .map(topic -> topic.name())
                .toList();
    }

    /** Joins the group; completes at once. */
    public Future<Void> start() {
        untilDone("prepare", () -> stopping, () -> on(projection.prepare()))
                .onSuccess(prepared::tryComplete)
                .onFailure(prepared::tryFail);
        Consumer<String, SpecificRecord> consumer = new KafkaConsumer<>(
                role.kafka().groupConsumer(role.workerId() + "-monitor", GROUP),
                new StringDeserializer(),
                role.serdes().deserializer());
        PollLoop<String, SpecificRecord> started = new PollLoop<>("monitor-poll", consumer, this, 1);
        loop = started;
        started.subscribe(topics());
        return Future.succeededFuture();
    }

    /** Leaves the group, with all finished batches committed. */
    public Future<Void> stop() {
        stopping = true;
        prepared.tryFail("stopped");
        PollLoop<String, SpecificRecord> running = loop;
        if (running == null) {
            return on(projection.close());
        }
        running.close();
        return Future.fromCompletionStage(running.ended(), context).transform(ended -> on(projection.close()));
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions, Consumer<String, SpecificRecord> consumer) {
        consumer.pause(partitions);
        for (TopicPartition partition : partitions) {
            OwnedPartition ours = new OwnedPartition(partition);
            owned.put(partition, ours);
            untilDone("claim", () -> ended(ours), () -> claim(ours)).onSuccess(ours::claimed);
        }
    }

    @Override
    public void revoked(Collection<TopicPartition> partitions, Consumer<String, SpecificRecord> consumer) {
        Map<TopicPartition, OffsetAndMetadata> last = news(partitions);
        lost(partitions);
        if (last.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(last, COMMIT_BOUND);
        } catch (KafkaException e) {
            // The next owner repeats these batches, which changes nothing.
            log.atInfo()
                    .setMessage("offsets not committed at revocation")
                    .addKeyValue(LogKey.ERROR, e)
                    .log();
        }
    }

    @Override
    public void lost(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            OwnedPartition ours = owned.remove(partition);
            if (ours != null) {
                ours.leave();
            }
        }
    }

    @Override
    public void records(TopicPartition partition, List<ConsumerRecord<String, SpecificRecord>> records, Runnable done) {
        OwnedPartition ours = owned.get(partition);
        if (ours == null) {
            done.run();
            return;
        }
        List<Change> changes = changes(records);
        long next = records.get(records.size() - 1).offset() + 1;
        ours.claim()
                .compose(claim ->
                        untilDone("apply", () -> ended(ours), () -> on(projection.apply(claim, changes, next))))
                .onSuccess(applied -> ours.projectedTo(next))
                .onComplete(applied -> done.run());
    }

    @Override
    public void polled(Consumer<String, SpecificRecord> consumer) {
        Map<TopicPartition, OffsetAndMetadata> news = committing.get() ? Map.of() : news(owned.keySet());
        if (news.isEmpty()) {
            return;
        }
        committing.set(true);
        consumer.commitAsync(news, (offsets, fault) -> {
            committing.set(false);
            if (fault == null) {
                offsets.forEach((partition, offset) -> {
                    OwnedPartition ours = owned.get(partition);
                    if (ours != null) {
                        ours.committedTo(offset.offset());
                    }
                });
            }
        });
    }

    @Override
    public void failed(Throwable cause) {
        if (!stopping) {
            role.onFatal().accept(cause);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> news(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OwnedPartition ours = owned.get(partition);
            if (ours != null && ours.hasNews()) {
                news.put(partition, new OffsetAndMetadata(ours.projected()));
            }
        }
        return news;
    }

    private Future<Claim> claim(OwnedPartition ours) {
        PollLoop<String, SpecificRecord> running = loop;
        if (running == null) {
            return Future.failedFuture("not started");
        }
        return prepared.future()
                .compose(ready -> on(projection.claim(ours.source())))
                .compose(claim ->
                        Future.fromCompletionStage(running.call(consumer -> begin(ours, claim, consumer)), context));
    }

    /** On the poll thread. */
    private Claim begin(OwnedPartition ours, Claim claim, Consumer<String, SpecificRecord> consumer) {
        TopicPartition partition = ours.partition();
        if (owned.get(partition) == ours) {
            if (claim.nextOffset() < consumer.position(partition, POSITION_BOUND)) {
                consumer.seek(partition, claim.nextOffset());
            }
            consumer.resume(List.of(partition));
        }
        return claim;
    }

    private static List<Change> changes(List<ConsumerRecord<String, SpecificRecord>> records) {
        List<Change> changes = new ArrayList<>();
        for (ConsumerRecord<String, SpecificRecord> record : records) {
            try {
                changes.addAll(Changes.of(record));
            } catch (IllegalArgumentException e) {
                log.atWarn()
                        .setMessage("record has no place in the tables")
                        .addKeyValue(LogKey.TOPIC, record.topic())
                        .addKeyValue(LogKey.PARTITION, record.partition())
                        .addKeyValue(LogKey.OFFSET, record.offset())
                        .addKeyValue(LogKey.ERROR, e.getMessage())
                        .log();
            }
        }
        return changes;
    }

    private <T> Future<T> on(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }

    private boolean ended(OwnedPartition ours) {
        return stopping || ours.gone();
    }

    private <T> Future<T> untilDone(String what, Supplier<Boolean> over, Supplier<Future<T>> attempt) {
        Promise<T> result = Promise.promise();
        context.runOnContext(now -> attempt(what, over, attempt, 1, result));
        return result.future();
    }

    private <T> void attempt(
            String what, Supplier<Boolean> over, Supplier<Future<T>> action, int attempt, Promise<T> result) {
        action.get().onComplete(done -> {
            if (done.succeeded()) {
                result.tryComplete(done.result());
            } else if (over.get() || done.cause() instanceof Projection.SupersededException) {
                result.tryFail(done.cause());
            } else {
                Duration wait = retry.after(attempt, ThreadLocalRandom.current());
                log.atWarn()
                        .setMessage("projection not reached, trying again")
                        .addKeyValue(LogKey.COMPONENT, what)
                        .addKeyValue(LogKey.ATTEMPT, attempt)
                        .addKeyValue(LogKey.DURATION_MILLIS, wait.toMillis())
                        .addKeyValue(LogKey.ERROR, String.valueOf(done.cause().getMessage()))
                        .log();
                role.vertx()
                        .timer(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS)
                        .onComplete(timer -> attempt(what, over, action, attempt + 1, result));
            }
        });
    }
}
