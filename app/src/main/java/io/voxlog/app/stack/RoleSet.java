package io.voxlog.app.stack;

import io.vertx.core.Future;
import io.voxlog.analysis.AnalysisConfig;
import io.voxlog.analysis.AnalysisRole;
import io.voxlog.analysis.JobWorkersRole;
import io.voxlog.audio.AudioStreamConfig;
import io.voxlog.audio.AudioStreamRole;
import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.ingest.IngestConfig;
import io.voxlog.ingest.IngestRole;
import io.voxlog.monitor.MonitorConfig;
import io.voxlog.monitor.MonitorRole;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.RoleContext;
import io.voxlog.stt.SttConnectorConfig;
import io.voxlog.stt.SttConnectorRole;
import io.voxlog.stt.engine.SttEngine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** All roles of a process, started together and stopped in reverse. */
final class RoleSet implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(90);

    private final IngestRole ingest;
    private final Deque<Role> started = new ArrayDeque<>();

    private RoleSet(RoleContext context, StackOptions options, PostgresSettings postgres, SttEngine engine) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("LIVEKIT_API_KEY", options.apiKey());
        variables.put("LIVEKIT_API_SECRET", options.apiSecret());
        variables.put("INGEST_PORT", String.valueOf(options.httpPort()));
        variables.put(
                "ANALYSIS_STATE_DIR", options.dataFolder().resolve("streams").toString());
        Env env = new Env(variables);
        this.ingest = new IngestRole(context, IngestConfig.from(env));
        List<Role> roles = List.of(
                new MonitorRole(context, MonitorConfig.of(postgres)),
                new AnalysisRole(context, AnalysisConfig.from(env)),
                new JobWorkersRole(context, AnalysisConfig.from(env)),
                new SttConnectorRole(context, SttConnectorConfig.from(env), engine),
                new AudioStreamRole(context, AudioStreamConfig.from(env)),
                ingest);
        env.check();
        startAll(roles);
    }

    /** Starts the roles side by side and returns when all work. */
    static RoleSet start(
            RoleContext context,
            StackOptions options,
            PostgresSettings postgres,
            SttEngine engine,
            Consumer<String> progress) {
        RoleSet set = new RoleSet(context, options, postgres, engine);
        progress.accept("Roles ready: ingest, audio-stream, stt-connector (" + engine.name()
                + "), analysis, job-workers, monitor");
        return set;
    }

    /** The port that ingest listens on. */
    int httpPort() {
        return ingest.port();
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            Role role = started.pop();
            join(role, "stop", role.stop());
        }
    }

    private void startAll(List<Role> roles) {
        Map<Role, Future<Void>> starts = new LinkedHashMap<>();
        for (Role role : roles) {
            started.push(role);
            starts.put(role, role.start());
        }
        try {
            starts.forEach((role, start) -> join(role, "start", start));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static void join(Role role, String what, Future<Void> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new StackFailedException("role " + role.name() + " did not " + what, e.getCause());
        } catch (TimeoutException e) {
            throw new StackFailedException(
                    "role " + role.name() + " did not " + what + " within " + BOUND.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailedException("interrupted while waiting for role " + role.name() + " to " + what, e);
        }
    }
}
