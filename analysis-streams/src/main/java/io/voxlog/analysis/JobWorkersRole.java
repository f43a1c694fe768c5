package io.voxlog.analysis;

import io.vertx.core.Future;
import io.voxlog.analysis.adapter.provider.OfflineProvider;
import io.voxlog.analysis.adapter.worker.JobWorkers;
import io.voxlog.analysis.job.AnalysisProvider;
import io.voxlog.analysis.job.ValidatedProvider;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.RoleContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/** The role {@code job-workers}: takes the jobs of sealed transcripts and brings their results. */
public final class JobWorkersRole implements Role {
    private final RoleContext context;
    private final JobWorkers workers;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** The role with the providers that the process has: offline rules. */
    public JobWorkersRole(RoleContext context, AnalysisConfig config) {
        this(context, config, List.of(new OfflineProvider()));
    }

    /** The role with these providers; the first that knows a job's type answers it. */
    public JobWorkersRole(RoleContext context, AnalysisConfig config, List<AnalysisProvider> providers) {
        this.context = context;
        this.workers = new JobWorkers(context, config.workers(), validated(providers));
    }

    @Override
    public String name() {
        return "job-workers";
    }

    @Override
    public Set<String> rooms() {
        return workers.rooms();
    }

    @Override
    public Future<Void> start() {
        return blocking(() -> {
            workers.start();
            return null;
        });
    }

    @Override
    public Future<Void> stop() {
        if (!stopped.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        return blocking(() -> {
            workers.stop();
            return null;
        });
    }

    private static List<AnalysisProvider> validated(List<AnalysisProvider> providers) {
        return providers.stream().<AnalysisProvider>map(ValidatedProvider::new).toList();
    }

    private Future<Void> blocking(Callable<Void> step) {
        return context.vertx().executeBlocking(step, false);
    }
}
