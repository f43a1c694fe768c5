package io.voxlog.monitor.adapter.kafka;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.voxlog.monitor.projection.Change;
import io.voxlog.monitor.projection.Projection;
import io.voxlog.monitor.projection.Projection.Claim;
import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.PollLoop;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongBiFunction;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Carries committed records to a projection, per partition in order, one batch at a time: all that a poll gave, so that
 * a lone record is written at once and a flood in few large transactions. A partition is claimed before its first
 * batch; it goes on where both the group and the projection have been, so that a projection made empty is filled again.
 * Offsets are committed after the rows. A batch that fails is tried again until it succeeds or the partition goes;
 * meanwhile the partition is paused and the log keeps what follows. A claim that another has superseded, although the
 * group says that the partition is ours, is taken again: that is how a rebuild makes a running monitor start over.
 */
public final class LogProjector implements PollLoop.Handler<String, SpecificRecord> {
    /** The consumer group. */
    public static final String GROUP = "voxlog-monitor";

    /** Records of one poll, and so rows of one transaction, at most. */
    static final int MAX_BATCH = 500;

    private static final Duration POSITION_BOUND = Duration.ofSeconds(5);
    private static final int TURNS_PER_LOOK = 10;
    private static final Duration CLAIM_CHECK = Duration.ofSeconds(1);

    private final RoleContext role;
    private final Projection projection;
    private final Context context;
    private final Attempts attempts;
    private final Map<TopicPartition, OwnedPartition> owned = new ConcurrentHashMap<>();
    private final Promise<Void> prepared = Promise.promise();
    private final OffsetCommits commits = new OffsetCommits();
    private volatile boolean stopping;
    private @Nullable PollLoop<String, SpecificRecord> loop;
    private long claimCheck = -1;
    private long turns;

    public LogProjector(RoleContext role, Projection projection, Backoff retry) {
        this.role = role;
        this.projection = projection;
        this.context = role.vertx().getOrCreateContext();
        this.attempts = new Attempts(role.vertx(), context, retry);
    }

    /** The topics that the tables show. */
    public static List<String> topics() {
        return Stream.concat(
                        Stream.of(
                                Topics.ROOMS,
                                Topics.TRANSCRIPT_FINALS,
                                Topics.TRANSCRIPTS,
                                Topics.STT_SESSIONS,
                                Topics.ANALYSIS_ACTIONS,
                                Topics.ANALYSIS_RESULTS,
                                Topics.AI_INTERACTIONS,
                                Topics.WORKERS,
                                Topics.CONFIG),
                        Topics.JOB_BANDS.stream().map(Topics::analysisJobs))
                .map(topic -> topic.name())
                .toList();
    }

    /** Joins the group; completes at once. */
    public Future<Void> start() {
        attempts.untilDone("prepare", () -> stopping, projection::prepare)
                .onSuccess(prepared::tryComplete)
                .onFailure(prepared::tryFail);
        Map<String, Object> settings = role.kafka().groupConsumer(role.workerId() + "-monitor", GROUP);
        settings.put("max.poll.records", MAX_BATCH);
        Consumer<String, SpecificRecord> consumer = new KafkaConsumer<>(
                settings, new StringDeserializer(), role.serdes().deserializer());
        PollLoop<String, SpecificRecord> started = new PollLoop<>("monitor-poll", consumer, this, 1);
        loop = started;
        started.subscribe(topics());
        claimCheck = role.vertx().setPeriodic(CLAIM_CHECK.toMillis(), timer -> checkClaims());
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
        role.vertx().cancelTimer(claimCheck);
        running.close();
        return Future.fromCompletionStage(running.ended(), context).transform(ended -> on(projection.close()));
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions, Consumer<String, SpecificRecord> consumer) {
        consumer.pause(partitions);
        for (TopicPartition partition : partitions) {
            OwnedPartition ours = new OwnedPartition(partition);
            owned.put(partition, ours);
            claim(ours, (claim, position) -> Math.min(claim.nextOffset(), position));
        }
    }

    @Override
    public void revoked(Collection<TopicPartition> partitions, Consumer<String, SpecificRecord> consumer) {
        commits.commitLast(
                partitions.stream().map(owned::get).filter(Objects::nonNull).toList(), consumer);
        lost(partitions);
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
        Claim claim = ours == null ? null : ours.claim();
        if (ours == null) {
            done.run();
        } else if (claim == null) {
            // Read before the claim was lost: they come again from where the new claim says.
            ours.opened().onComplete(opened -> done.run());
        } else {
            long next = records.get(records.size() - 1).offset() + 1;
            write(ours, claim, ChangeBatch.of(records), next).onComplete(written -> done.run());
        }
    }

    @Override
    public void polled(Consumer<String, SpecificRecord> consumer) {
        if (turns++ % TURNS_PER_LOOK == 0) {
            passEmptyPlaces(consumer);
        }
        commits.commit(owned, consumer);
    }

    @Override
    public void failed(Throwable cause) {
        if (!stopping) {
            role.onFatal().accept(cause);
        }
    }

    /** Offsets without a record (ends of transactions, compacted ones) count as projected once they are passed. */
    private void passEmptyPlaces(Consumer<String, SpecificRecord> consumer) {
        for (OwnedPartition ours : owned.values()) {
            Claim claim = ours.claim();
            if (claim != null && ours.last().isComplete()) {
                passEmptyPlaces(ours, claim, consumer);
            }
        }
    }

    private void passEmptyPlaces(OwnedPartition ours, Claim claim, Consumer<String, SpecificRecord> consumer) {
        try {
            long position = consumer.position(ours.partition(), Duration.ZERO);
            if (position > Math.max(ours.projected(), claim.nextOffset())) {
                write(ours, claim, List.of(), position);
            }
        } catch (TimeoutException e) {
            // Kafka is still looking for where to read.
        }
    }

    /**
     * Completes when the changes are written, or when records are read anew under another claim. On the poll thread.
     */
    private Future<Void> write(OwnedPartition ours, Claim claim, List<Change> changes, long next) {
        Future<Void> written = ours.last()
                .compose(before ->
                        attempts.untilDone("apply", () -> ended(ours), () -> projection.apply(claim, changes, next)))
                .onSuccess(applied -> ours.projectedTo(next))
                .recover(fault ->
                        Attempts.superseded(fault) && !ended(ours) ? reclaim(ours, claim) : Future.failedFuture(fault));
        ours.last(written);
        return written;
    }

    private void checkClaims() {
        if (!prepared.future().succeeded()) {
            return;
        }
        on(projection.claims())
                .onSuccess(stored -> owned.values().forEach(ours -> {
                    Claim claim = ours.claim();
                    Claim newest = claim == null ? null : stored.get(claim.source());
                    if (claim != null && (newest == null || newest.generation() > claim.generation())) {
                        reclaim(ours, claim);
                    }
                }));
    }

    /** Takes a claim again that was superseded; completes when records are read from where the new one says. */
    private Future<Void> reclaim(OwnedPartition ours, Claim superseded) {
        PollLoop<String, SpecificRecord> running = loop;
        if (running == null) {
            return Future.failedFuture("not started");
        }
        return Future.fromCompletionStage(
                        running.call(consumer -> {
                            TopicPartition partition = ours.partition();
                            if (owned.get(partition) == ours && superseded.equals(ours.claim())) {
                                consumer.pause(List.of(partition));
                                ours.close();
                                claim(ours, (claim, position) -> claim.nextOffset());
                            }
                            return ours.opened();
                        }),
                        context)
                .compose(opened -> opened)
                .mapEmpty();
    }

    /**
     * Claims a partition and reads on.
     *
     * @param from where to read, by the claim and the consumer's position
     */
    private void claim(OwnedPartition ours, ToLongBiFunction<Claim, Long> from) {
        PollLoop<String, SpecificRecord> running = loop;
        if (running == null) {
            return;
        }
        attempts.untilDone(
                "claim",
                () -> ended(ours),
                () -> prepared.future()
                        .compose(ready -> on(projection.claim(ours.source())))
                        .compose(claim -> on(running.call(consumer -> begin(ours, claim, from, consumer))))
                        .toCompletionStage());
    }

    /** On the poll thread. */
    private Claim begin(
            OwnedPartition ours,
            Claim claim,
            ToLongBiFunction<Claim, Long> from,
            Consumer<String, SpecificRecord> consumer) {
        TopicPartition partition = ours.partition();
        if (owned.get(partition) == ours) {
            long position = consumer.position(partition, POSITION_BOUND);
            long start = from.applyAsLong(claim, position);
            if (start != position) {
                consumer.seek(partition, start);
                ours.projectedTo(start);
            }
            consumer.resume(List.of(partition));
            ours.open(claim);
        }
        return claim;
    }

    private <T> Future<T> on(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }

    private boolean ended(OwnedPartition ours) {
        return stopping || ours.gone();
    }
}
