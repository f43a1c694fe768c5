package io.voxlog.stt;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.voxlog.runtime.PcmLayout;
import io.voxlog.runtime.RoleContext;
import io.voxlog.stt.engine.SttEngine;
import io.voxlog.stt.session.SessionSettings;
import io.voxlog.testkit.EmbeddedCluster;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Roles in this process; all that still run are stopped when it is closed. */
final class RunningRoles implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final EmbeddedCluster cluster;
    private final List<SttConnectorRole> roles = new ArrayList<>();

    RunningRoles(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    SttConnectorRole start(String worker, SttConnectorConfig config, SttEngine engine) throws Exception {
        RoleContext context = new RoleContext(
                vertx,
                cluster.settings(),
                cluster.serdes(),
                Clock.systemUTC(),
                worker,
                new SimpleMeterRegistry(),
                RunningRoles::fatal);
        SttConnectorRole role = new SttConnectorRole(context, config, engine);
        roles.add(role);
        role.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return role;
    }

    /** Starts one with the usual settings. */
    SttConnectorRole start(String worker, PcmLayout layout, SttEngine engine) throws Exception {
        return start(worker, new SttConnectorConfig(SessionSettings.USUAL, layout), engine);
    }

    static void stop(SttConnectorRole role) throws Exception {
        role.stop().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        for (SttConnectorRole role : roles) {
            stop(role);
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static void fatal(Throwable fault) {
        throw new AssertionError(fault);
    }
}
