package io.voxlog.app.stack;

import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.ingest.IngestRole;
import io.voxlog.monitor.MonitorRole;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.Role;
import io.voxlog.schemas.RecordSerdes;
import io.voxlog.stt.engine.SttEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole of Voxlog in one process tree: Kafka broker in this process, Postgres and Apicurio Registry as children,
 * and all roles. Everything stored is in one data folder; a start on a used folder goes on where the last one stopped,
 * however it stopped. Started and closed by one thread.
 */
public final class EmbeddedStack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStack.class);

    private final Infrastructure infrastructure;
    private final Node node;
    private final CompletableFuture<Throwable> fault = new CompletableFuture<>();

    private EmbeddedStack(StackOptions options, SttEngine engine, Consumer<String> progress) {
        Infrastructure started = null;
        try {
            started = Infrastructure.start(options, progress);
            this.infrastructure = started;
            Env env = new Env(variables(options, started));
            RolePlan plan = RolePlan.all(env);
            NodeOptions nodeOptions = NodeOptions.from(env, plan, kafka(), started.registryUrl(), () -> engine);
            env.check();
            this.node = Node.start(nodeOptions);
            progress.accept("Roles ready: " + plan.names() + "; speech by the engine " + engine.name());
        } catch (RuntimeException e) {
            close(started);
            engine.close();
            throw e;
        }
        infrastructure.kafka().fault().thenAccept(fault::complete);
        node.fault().thenAccept(fault::complete);
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
        return node.serdes();
    }

    /** Base of the HTTP server: webhooks and audio. */
    public String httpUrl() {
        return "http://127.0.0.1:"
                + node.role(IngestRole.class).map(IngestRole::port).orElseThrow();
    }

    /** The live page, and base of the query API. */
    public String pageUrl() {
        return "http://127.0.0.1:"
                + node.role(MonitorRole.class).map(MonitorRole::port).orElseThrow();
    }

    /** Base of the ops server: /health, /ready, /metrics. */
    public String opsUrl() {
        return "http://127.0.0.1:" + node.opsPort();
    }

    /** The role of this kind. */
    public <T extends Role> Optional<T> role(Class<T> kind) {
        return node.role(kind);
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
        node.close();
        close(infrastructure);
    }

    private static void close(@Nullable Infrastructure started) {
        if (started == null) {
            return;
        }
        try {
            started.close();
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .setMessage("a part of the stack did not stop cleanly")
                    .setCause(e)
                    .log();
        }
    }

    private static Map<String, String> variables(StackOptions options, Infrastructure infrastructure) {
        Map<String, String> variables = new HashMap<>(options.variables());
        variables.put("LIVEKIT_API_KEY", options.apiKey());
        variables.put("LIVEKIT_API_SECRET", options.apiSecret());
        variables.put("INGEST_PORT", String.valueOf(options.httpPort()));
        variables.put(PostgresSettings.URL_VARIABLE, infrastructure.postgres().url());
        variables.put(
                "ANALYSIS_STATE_DIR", options.dataFolder().resolve("streams").toString());
        variables.putIfAbsent("WORKER_ID", "embedded-" + ProcessHandle.current().pid());
        return variables;
    }
}
