package io.voxlog.analysis.adapter.worker;

import io.voxlog.analysis.job.AnalysisProvider;
import io.voxlog.analysis.job.RunJob;
import io.voxlog.analysis.job.WorkerSettings;
import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.RoleContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job workers of this process and what they share. Started and stopped by one thread at a time, which may block.
 */
public final class JobWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(JobWorkers.class);

    private final RoleContext context;
    private final WorkerSettings settings;
    private final Admin admin;
    private final JobIndex index = new JobIndex();
    private final JobLog log;
    private final ExecutorService providerThreads =
            Executors.newCachedThreadPool(task -> new Thread(task, "analysis-provider"));
    private final RunJob runJob;
    private final List<JobWorker> workers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean failed = new AtomicBoolean();

    /** Prepares the workers; nothing is started. The first provider that knows a job's type answers it. */
    public JobWorkers(RoleContext context, WorkerSettings settings, List<AnalysisProvider> providers) {
        this.context = context;
        this.settings = settings;
        this.admin = Admin.create(context.kafka().admin("analysis-workers-" + context.workerId()));
        this.log = new JobLog(context, index, this::fail);
        List<AnalysisProvider> limited = new ArrayList<>();
        JobMeters meters = new JobMeters(context.meters());
        providers.forEach(p -> limited.add(
                new MeteredProvider(new TimeLimitedProvider(p, settings.jobTimeout(), providerThreads), meters)));
        this.runJob = new RunJob(
                limited,
                1 + settings.retries(),
                settings.backoff(),
                () -> ThreadLocalRandom.current().nextLong(),
                pause -> Thread.sleep(pause.toMillis()));
    }

    /** Reads the log so far and starts the workers. */
    public void start() throws InterruptedException, TimeoutException {
        LogEnds ends = new LogEnds(admin, log, settings.transcriptWait());
        log.start(ends.partitions());
        ends.await(ends.partitions());
        for (int i = 0; i < settings.workers(); i++) {
            JobExecution execution = new JobExecution(context, index, ends, runJob);
            JobWorker worker = new JobWorker(
                    "analysis-worker-" + i, context, execution, index, settings.transcriptWait(), this::fail);
            workers.add(worker);
            worker.start();
        }
    }

    /** Sids of the rooms whose jobs are under way. From any thread. */
    public Set<String> rooms() {
        return workers.stream().map(JobWorker::room).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** Lets the jobs under way end, for a while; gives back those that do not. */
    public void stop() throws InterruptedException {
        for (JobWorker worker : workers) {
            worker.stop();
        }
        log.stop();
        providerThreads.shutdownNow();
        admin.close(Duration.ofSeconds(1));
    }

    private void fail(Throwable cause) {
        LOG.atError()
                .setMessage("job workers failed")
                .addKeyValue(LogKey.ERROR, cause)
                .setCause(cause)
                .log();
        if (failed.compareAndSet(false, true)) {
            context.onFatal().accept(cause);
        }
    }
}
