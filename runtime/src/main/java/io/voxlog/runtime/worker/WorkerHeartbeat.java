package io.voxlog.runtime.worker;

import io.vertx.core.Future;
import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.RoleContext;
import io.voxlog.runtime.ops.ReadinessProbe;
import io.voxlog.schemas.Worker;
import io.voxlog.schemas.WorkerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the worker's record at its start, at every beat, and while it stops. A record that cannot be written is
 * followed by the next beat; work goes on without. If a later start writes under the same name, that one has it from
 * then on: this worker goes on working, says so in its log, is not ready, and writes no more. One thread does all of
 * it.
 */
public final class WorkerHeartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerHeartbeat.class);
    private static final Duration LAST_WORD = Duration.ofSeconds(5);

    private final RoleContext context;
    private final WorkerFacts facts;
    private final Supplier<Set<String>> rooms;
    private final Duration interval;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "voxlog-heartbeat"));
    private @Nullable WorkerLog log;
    private boolean failing;
    private volatile boolean started;
    private volatile boolean superseded;

    /** @param rooms sids of the rooms that the worker's roles work on now; asked on the heartbeat's thread */
    public WorkerHeartbeat(RoleContext context, WorkerFacts facts, Supplier<Set<String>> rooms, Duration interval) {
        this.context = context;
        this.facts = facts;
        this.rooms = rooms;
        this.interval = interval;
    }

    /** Begins; returns at once. */
    public void start() {
        started = true;
        thread.scheduleWithFixedDelay(this::beat, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Fails if another worker has this one's name. */
    public ReadinessProbe probe() {
        return new ReadinessProbe(
                "worker-id",
                () -> superseded
                        ? Future.failedFuture("a later process has the WORKER_ID " + facts.workerId()
                                + "; stop one of the two, or give each its own")
                        : Future.succeededFuture());
    }

    /** Says that the worker hands its work over; returns at once. */
    public void stopping() {
        submit(WorkerStatus.STOPPING);
    }

    /** Says that the worker has ended, if it ever began, and ends the heartbeat; some seconds at most. */
    @Override
    public void close() {
        submit(WorkerStatus.STOPPED);
        submit(this::closeLog);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void submit(WorkerStatus status) {
        if (started) {
            submit(() -> write(status));
        }
    }

    private void submit(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closed) {
            LOG.atDebug().setMessage("heartbeat has ended").log();
        }
    }

    private void beat() {
        write(null);
    }

    /** @param told the status; null while it works or idles */
    private void write(@Nullable WorkerStatus told) {
        if (superseded) {
            return;
        }
        try {
            WorkerLog open = open();
            List<Worker> news = open.news();
            superseded = news.stream().anyMatch(other -> other.getStartedAtMillis() > facts.startedAtMillis());
            if (superseded) {
                LOG.atError()
                        .setMessage("a later process has this worker's id; it goes on without a record of its own")
                        .addKeyValue(LogKey.WORKER_ID, facts.workerId())
                        .log();
                return;
            }
            open.write(record(told));
            failing = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private WorkerLog open() {
        WorkerLog current = log;
        if (current == null) {
            current = new WorkerLog(context.kafka(), context.serdes(), facts.workerId());
            log = current;
        }
        return current;
    }

    /** Clients are made anew at the next beat. */
    private void failed(RuntimeException cause) {
        if (!failing) {
            LOG.atWarn()
                    .setMessage("worker record not written")
                    .addKeyValue(LogKey.ERROR, cause.toString())
                    .log();
        }
        failing = true;
        closeLog();
    }

    private void closeLog() {
        WorkerLog open = log;
        log = null;
        if (open != null) {
            open.close();
        }
    }

    private Worker record(@Nullable WorkerStatus told) {
        Set<String> worked = told == WorkerStatus.STOPPED ? Set.of() : rooms.get();
        WorkerStatus status = worked.isEmpty() ? WorkerStatus.IDLE : WorkerStatus.ACTIVE;
        return Worker.newBuilder()
                .setWorkerId(facts.workerId())
                .setMode(facts.mode())
                .setRoles(facts.roles())
                .setStatus(told == null ? status : told)
                .setStartedAtMillis(facts.startedAtMillis())
                .setHeartbeatAtMillis(context.clock().millis())
                .setRooms(List.copyOf(new TreeSet<>(worked)))
                .setVersion(facts.version())
                .build();
    }
}
