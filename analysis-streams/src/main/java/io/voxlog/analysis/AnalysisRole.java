package io.voxlog.analysis;

import io.vertx.core.Future;
import io.voxlog.analysis.adapter.streams.AnalysisStreams;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.RoleContext;
import java.util.concurrent.atomic.AtomicBoolean;

/** The role {@code analysis}: rooms, sealed transcripts and jobs from the log, by Kafka Streams. */
public final class AnalysisRole implements Role {
    private final RoleContext context;
    private final AnalysisStreams streams;
    private final AtomicBoolean stopped = new AtomicBoolean();

    public AnalysisRole(RoleContext context, AnalysisConfig config) {
        this.context = context;
        this.streams = new AnalysisStreams(context, config.stateDir(), config.sealing());
    }

    @Override
    public String name() {
        return "analysis";
    }

    @Override
    public Future<Void> start() {
        return context.vertx().executeBlocking(streams::start, false).compose(Future::fromCompletionStage);
    }

    @Override
    public Future<Void> stop() {
        if (!stopped.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        return context.vertx()
                .executeBlocking(
                        () -> {
                            streams.stop();
                            return null;
                        },
                        false);
    }
}
