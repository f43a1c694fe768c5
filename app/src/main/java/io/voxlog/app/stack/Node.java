package io.voxlog.app.stack;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.RoleContext;
import io.voxlog.runtime.ops.OpsServer;
import io.voxlog.runtime.ops.ProcessFacts;
import io.voxlog.runtime.ops.ProcessMeters;
import io.voxlog.runtime.ops.Readiness;
import io.voxlog.runtime.ops.ReadinessProbe;
import io.voxlog.runtime.worker.WorkerFacts;
import io.voxlog.runtime.worker.WorkerHeartbeat;
import io.voxlog.schemas.ApicurioSerdes;
import io.voxlog.schemas.RecordSerdes;
import io.voxlog.stt.engine.SttEngine;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process of Voxlog: its roles, its ops server and its record on the topic {@code workers}, on a cluster that is
 * there. The ops server answers from before the roles start until after they have stopped. Started and closed by one
 * thread.
 */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final CompletableFuture<Throwable> fault = new CompletableFuture<>();
    private final RecordSerdes serdes;
    /** Why it cannot do its work yet or any more; empty while it can. */
    private volatile String obstacle = "the roles are starting";

    private final OpsServer ops;
    private final RoleSet roles;

    private Node(NodeOptions options) {
        try {
            this.serdes = ApicurioSerdes.connect(options.registryUrl());
            Vertx vertx = Vertx.vertx();
            own(() -> done(vertx.close()));
            PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            own(ProcessMeters.in(meters));
            RoleContext context = new RoleContext(
                    vertx,
                    options.kafka().measuredBy(meters),
                    serdes,
                    Clock.systemUTC(),
                    options.workerId(),
                    meters,
                    fault::complete);
            Readiness readiness = new Readiness();
            this.ops = opsServer(options, context, readiness, meters);
            AtomicReference<@Nullable RoleSet> running = new AtomicReference<>();
            WorkerHeartbeat heartbeat = own(heartbeat(options, context, running));
            this.roles = own(RoleSet.start(made(options, context)));
            running.set(roles);
            heartbeat.start();
            readiness.add(heartbeat.probe());
            roleProbes(options, vertx).forEach(readiness::add);
            own(heartbeat::stopping);
            own(() -> obstacle = "the roles are stopping");
            obstacle = "";
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts everything and returns when it works.
     *
     * @throws RuntimeException naming what did not start and why; whatever had started is stopped again
     */
    public static Node start(NodeOptions options) {
        return new Node(options);
    }

    public RecordSerdes serdes() {
        return serdes;
    }

    /** The role of this kind, if it runs here. */
    public <T extends Role> Optional<T> role(Class<T> kind) {
        return roles.find(kind);
    }

    /** The port of the ops server. */
    public int opsPort() {
        return ops.port();
    }

    /** Completes with the cause when a role has failed for good and the process should stop. */
    public CompletionStage<Throwable> fault() {
        return fault.minimalCompletionStage();
    }

    /** Stops everything in the reverse order of its start; what fails to stop is logged and does not keep the rest. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.atWarn()
                        .setMessage("a part of the process did not stop cleanly")
                        .setCause(e)
                        .log();
            }
        }
    }

    private OpsServer opsServer(
            NodeOptions options, RoleContext context, Readiness readiness, PrometheusMeterRegistry meters) {
        readiness.add(new ReadinessProbe(
                "roles", () -> obstacle.isEmpty() ? Future.succeededFuture() : Future.failedFuture(obstacle)));
        Probes probes = own(Probes.of(options));
        readiness.add(probes.kafka());
        readiness.add(probes.registry());
        ProcessFacts facts =
                new ProcessFacts(options.workerId(), options.plan().mode().text());
        OpsServer server = new OpsServer(context.vertx(), options.ops(), facts, readiness, meters, context.clock());
        done(server.start());
        own(() -> done(server.stop()));
        return server;
    }

    private static WorkerHeartbeat heartbeat(
            NodeOptions options, RoleContext context, AtomicReference<@Nullable RoleSet> running) {
        RolePlan plan = options.plan();
        WorkerFacts facts = new WorkerFacts(
                options.workerId(),
                plan.mode().text(),
                plan.texts(),
                context.clock().millis(),
                Version.TEXT);
        return new WorkerHeartbeat(
                context,
                facts,
                () -> {
                    RoleSet now = running.get();
                    return now == null ? java.util.Set.of() : now.rooms();
                },
                options.heartbeat());
    }

    private List<Role> made(NodeOptions options, RoleContext context) {
        AtomicReference<@Nullable SttEngine> shared = new AtomicReference<>();
        Supplier<SttEngine> engine = () -> {
            SttEngine known = shared.get();
            if (known == null) {
                known = own(options.engine().get());
                shared.set(known);
            }
            return known;
        };
        List<Role> made = new ArrayList<>();
        for (RolePlan.Maker maker : options.plan().makers()) {
            made.add(maker.make(context, engine));
        }
        return made;
    }

    /** What the roles bring, and Postgres where a role needs it and does not ask for it itself. */
    private List<ReadinessProbe> roleProbes(NodeOptions options, Vertx vertx) {
        List<ReadinessProbe> all = new ArrayList<>(roles.probes());
        Optional<PostgresSettings> postgres = options.plan().postgres();
        if (postgres.isPresent() && all.stream().noneMatch(probe -> probe.name().equals(Probes.POSTGRES))) {
            all.add(Probes.postgres(vertx, postgres.get()));
        }
        return all;
    }

    private <T extends AutoCloseable> T own(T part) {
        opened.push(part);
        return part;
    }

    private static void done(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
