package io.voxlog.analysis;

import io.vertx.core.Future;
import io.voxlog.analysis.adapter.provider.OfflineProvider;
import io.voxlog.analysis.adapter.streams.AnalysisStreams;
import io.voxlog.analysis.adapter.worker.JobWorkers;
import io.voxlog.analysis.job.AnalysisProvider;
import io.voxlog.analysis.job.ValidatedProvider;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.RoleContext;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/** Rooms, sealed transcripts and jobs from the log by Kafka Streams; results by the job workers. */
public final class AnalysisRole implements Role {
    private final RoleContext context;
    private final AnalysisStreams streams;
    private final JobWorkers workers;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** The role with the providers that the process has: offline rules. */
    public AnalysisRole(RoleContext context, AnalysisConfig config) {
        this(context, config, List.of(new OfflineProvider()));
    }

    /** The role with these providers; the first that knows a job's type answers it. */
    public AnalysisRole(RoleContext context, AnalysisConfig config, List<AnalysisProvider> providers) {
        this.context = context;
        this.streams = new AnalysisStreams(context, config.stateDir(), config.sealing());
        this.workers = new JobWorkers(context, config.workers(), validated(providers));
    }

    @Override
    public String name() {
        return "analysis";
    }

    @Override
    public Future<Void> start() {
        return blocking(() -> {
                    workers.start();
                    return streams.start();
                })
                .compose(Future::fromCompletionStage);
    }

    @Override
    public Future<Void> stop() {
        if (!stopped.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        return blocking(() -> {
            workers.stop();
            streams.stop();
            return null;
        });
    }

    private static List<AnalysisProvider> validated(List<AnalysisProvider> providers) {
        return providers.stream().<AnalysisProvider>map(ValidatedProvider::new).toList();
    }

    private <T> Future<T> blocking(Callable<T> step) {
        return context.vertx().executeBlocking(step, false);
    }
}
