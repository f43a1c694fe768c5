package io.voxlog.app.stack;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.ApicurioSerdes;
import io.voxlog.schemas.RecordSerdes;
import io.voxlog.stt.engine.SttEngine;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole of Voxlog in one process tree: Kafka broker in this process, Postgres and Apicurio Registry as children,
 * and all roles. Everything stored is in one data folder; a start on a used folder goes on where the last one stopped,
 * however it stopped. Started and closed by one thread.
 */
public final class EmbeddedStack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStack.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final CompletableFuture<Throwable> fault = new CompletableFuture<>();
    private final Infrastructure infrastructure;
    private final RecordSerdes serdes;
    private final RoleSet roles;

    private EmbeddedStack(StackOptions options, SttEngine engine, Consumer<String> progress) {
        try {
            own(engine);
            this.infrastructure = own(Infrastructure.start(options, progress));
            this.serdes = ApicurioSerdes.connect(infrastructure.registryUrl());
            Vertx vertx = Vertx.vertx();
            own(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
            RoleContext context = new RoleContext(
                    vertx,
                    kafka(),
                    serdes,
                    Clock.systemUTC(),
                    workerId(),
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                    fault::complete);
            this.roles = own(RoleSet.start(context, options, infrastructure.postgres(), engine, progress));
            infrastructure.kafka().fault().thenAccept(fault::complete);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts everything and returns when it works.
     *
     * @param engine closed with the stack
     * @param progress told a line at each step
     * @throws RuntimeException naming what did not start and why; whatever had started is stopped again
     */
    public static EmbeddedStack start(StackOptions options, SttEngine engine, Consumer<String> progress) {
        return new EmbeddedStack(options, engine, progress);
    }

    /** How to reach the broker. */
    public KafkaSettings kafka() {
        return KafkaSettings.of(infrastructure.kafka().bootstrapServers());
    }

    public RecordSerdes serdes() {
        return serdes;
    }

    /** Base of the HTTP server: webhooks and audio. */
    public String httpUrl() {
        return "http://127.0.0.1:" + roles.httpPort();
    }

    /** Schema registry and database, for people to look at. */
    public Infrastructure infrastructure() {
        return infrastructure;
    }

    /** Completes with the cause when a part has failed for good and the stack should be closed. */
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
                        .setMessage("a part of the stack did not stop cleanly")
                        .setCause(e)
                        .log();
            }
        }
    }

    private <T extends AutoCloseable> T own(T part) {
        opened.push(part);
        return part;
    }

    private static String workerId() {
        return "embedded-" + ProcessHandle.current().pid();
    }
}
