package io.voxlog.stt;

import io.vertx.core.Future;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.RoleContext;
import io.voxlog.runtime.ops.ReadinessProbe;
import io.voxlog.stt.adapter.kafka.SttConnector;
import io.voxlog.stt.engine.SttEngine;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The role {@code stt-connector}: transcribes every participant track of the rooms whose partitions of {@code rooms} it
 * is given by the group {@code voxlog-stt-connector}.
 *
 * <p>Threads: one polls {@code rooms}; each owned partition with an active room has one more, which reads the PCM
 * topics of these rooms, feeds the engine and stores the results. Event loops are not used.
 */
public final class SttConnectorRole implements Role {
    /** The name of the role. */
    public static final String NAME = "stt-connector";

    private final RoleContext context;
    private final SttConnectorConfig config;
    private final SttEngine engine;
    private final AtomicReference<SttConnector> running = new AtomicReference<>();

    /** @param engine stays the caller's, who closes it after the role has stopped */
    public SttConnectorRole(RoleContext context, SttConnectorConfig config, SttEngine engine) {
        this.context = context;
        this.config = config;
        this.engine = engine;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The engine's own readiness; a connector that has failed for good stops the process. */
    @Override
    public List<ReadinessProbe> probes() {
        return List.of(new ReadinessProbe("stt", () -> Future.fromCompletionStage(engine.ready())));
    }

    @Override
    public Set<String> rooms() {
        SttConnector connector = running.get();
        return connector == null ? Set.of() : connector.rooms();
    }

    @Override
    public Future<Void> start() {
        return context.vertx().executeBlocking(() -> {
            running.set(SttConnector.start(context, engine, config.sessions(), config.pcmLayout()));
            return null;
        });
    }

    @Override
    public Future<Void> stop() {
        SttConnector connector = running.getAndSet(null);
        if (connector == null) {
            return Future.succeededFuture();
        }
        return context.vertx().executeBlocking(() -> {
            connector.close();
            return null;
        });
    }
}
