package io.voxlog.monitor.adapter.kafka;

import io.voxlog.monitor.projection.Projection;
import io.voxlog.monitor.projection.Projection.Source;
import io.voxlog.monitor.rebuild.RebuildGoal;
import io.voxlog.monitor.rebuild.RebuildGoal.Progress;
import io.voxlog.monitor.rebuild.RebuildStalledException;
import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.RoleContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Empties the tables and projects the log again from its beginning, as a member of the monitors' group: running
 * monitors notice that their claims are gone, go back too and keep their share of the partitions; where none runs, this
 * one has them all. Blocks its caller; used once.
 */
public final class LogRebuild {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long BOUND_SECONDS = 60;

    private final RoleContext role;
    private final Projection projection;
    private final Backoff retry;
    private final @Nullable Duration retention;

    /**
     * A rebuild of this projection, which is closed at the end.
     *
     * @param retention how long the rows of a room stay after it closed; null for ever
     */
    public LogRebuild(RoleContext role, Projection projection, Backoff retry, @Nullable Duration retention) {
        this.role = role;
        this.projection = projection;
        this.retry = retry;
        this.retention = retention;
    }

    /**
     * Rebuilds; returns when the tables show all that was on the log when it was called.
     *
     * @param watcher told of the progress, some times a second
     * @return number of rows by table
     * @throws RebuildStalledException if nothing moves for [2 min]
     */
    public Map<String, Long> run(Consumer<Progress> watcher) throws InterruptedException {
        LogProjector projector = new LogProjector(role, projection, retry);
        try {
            RebuildGoal goal = new RebuildGoal(ends());
            await(projection.prepare());
            await(projection.empty());
            projector.start();
            follow(goal, watcher);
            if (retention != null) {
                await(projection.expire(role.clock().instant().minus(retention)));
            }
            return await(projection.counts());
        } finally {
            await(projector.stop().toCompletionStage());
        }
    }

    private void follow(RebuildGoal goal, Consumer<Progress> watcher) throws InterruptedException {
        Progress progress = goal.progress(await(projection.claims()));
        long movedAt = System.nanoTime();
        watcher.accept(progress);
        while (!progress.complete()) {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            Progress now = goal.progress(await(projection.claims()));
            if (now.done() != progress.done()) {
                movedAt = System.nanoTime();
                watcher.accept(now);
            } else if (System.nanoTime() - movedAt > PATIENCE.toNanos()) {
                throw new RebuildStalledException("nothing was projected for " + PATIENCE.toSeconds() + " s, at "
                        + now.done() + " of " + now.total()
                        + " offsets. Look at the logs of the running monitors; they go on where this ended.");
            }
            progress = now;
        }
    }

    private Map<Source, Long> ends() throws InterruptedException {
        try (Admin admin = Admin.create(role.kafka().admin("voxlog-rebuild"))) {
            Map<TopicPartition, OffsetSpec> query = new HashMap<>();
            admin.describeTopics(LogProjector.topics())
                    .allTopicNames()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(BOUND_SECONDS, TimeUnit.SECONDS)
                    .forEach((topic, description) -> description
                            .partitions()
                            .forEach(partition ->
                                    query.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
            Map<Source, Long> ends = new HashMap<>();
            admin.listOffsets(query, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get(BOUND_SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, end) ->
                            ends.put(new Source(partition.topic(), partition.partition()), end.offset()));
            return ends;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "the log is not reached at " + role.kafka().bootstrapServers(), e);
        }
    }

    private static <T> T await(CompletionStage<T> stage) throws InterruptedException {
        try {
            return stage.toCompletableFuture().get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the tables are not reached", e);
        }
    }
}
