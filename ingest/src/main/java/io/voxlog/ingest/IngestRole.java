package io.voxlog.ingest;

import io.vertx.core.Future;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.RoleContext;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The edge: webhooks and audio come in over HTTP and leave as records of {@code livekit.events} and
 * {@code livekit.audio}; and the owner of rooms.
 */
public final class IngestRole implements Role {
    private final RoleContext context;
    private final IngestConfig config;
    private @Nullable IngestVerticle verticle;
    private @Nullable Future<String> deployment;

    public IngestRole(RoleContext context, IngestConfig config) {
        this.context = context;
        this.config = config;
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public synchronized Future<Void> start() {
        IngestVerticle made = new IngestVerticle(context, config);
        Future<String> deploying = context.vertx().deployVerticle(made);
        verticle = made;
        deployment = deploying;
        return deploying.mapEmpty();
    }

    @Override
    public synchronized Future<Void> stop() {
        Future<String> deployed = deployment;
        deployment = null;
        return deployed == null
                ? Future.succeededFuture()
                : deployed.transform(result ->
                        result.succeeded() ? context.vertx().undeploy(result.result()) : Future.succeededFuture());
    }

    @Override
    public Set<String> rooms() {
        IngestVerticle running = current();
        return running == null ? Set.of() : running.roomsWorkedOn();
    }

    /** The port it listens on, once started. */
    public synchronized int port() {
        return started().port();
    }

    /** A counter's value, by its name in the registry. */
    public synchronized long counter(String name) {
        return started().parts().counters().value(name);
    }

    private synchronized @Nullable IngestVerticle current() {
        return deployment == null ? null : verticle;
    }

    private IngestVerticle started() {
        return Objects.requireNonNull(verticle, "not started");
    }
}
