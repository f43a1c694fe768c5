package io.voxlog.app.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxlog.app.stack.Infrastructure;
import io.voxlog.app.stack.StackOptions;
import io.voxlog.audio.AudioStreamConfig;
import io.voxlog.audio.AudioStreamRole;
import io.voxlog.ingest.IngestConfig;
import io.voxlog.ingest.IngestRole;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.ApicurioSerdes;
import io.voxlog.schemas.RecordSerdes;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Broker, registry and database of the embedded stack, with ingest and audio-stream only. Used by one thread. */
final class BenchStack implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Infrastructure infrastructure;
    private final RecordSerdes serdes;
    private final IngestRole ingest;

    private BenchStack(StackOptions options, Consumer<String> progress) {
        try {
            this.infrastructure = own(Infrastructure.start(options, progress));
            this.serdes = ApicurioSerdes.connect(infrastructure.registryUrl());
            Vertx vertx = Vertx.vertx();
            own(() -> await(vertx.close()));
            RoleContext context = new RoleContext(
                    vertx,
                    kafka(),
                    serdes,
                    Clock.systemUTC(),
                    "bench",
                    new SimpleMeterRegistry(),
                    fault -> progress.accept("A role has failed: " + fault));
            Map<String, String> variables = new HashMap<>(System.getenv());
            variables.put("LIVEKIT_API_KEY", options.apiKey());
            variables.put("LIVEKIT_API_SECRET", options.apiSecret());
            variables.put("INGEST_PORT", "0");
            Env env = new Env(variables);
            this.ingest = new IngestRole(context, IngestConfig.from(env));
            AudioStreamRole audio = new AudioStreamRole(context, AudioStreamConfig.from(env));
            env.check();
            start(audio);
            start(ingest);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    static BenchStack start(StackOptions options, Consumer<String> progress) {
        return new BenchStack(options, progress);
    }

    KafkaSettings kafka() {
        return KafkaSettings.of(infrastructure.bootstrapServers());
    }

    RecordSerdes serdes() {
        return serdes;
    }

    int httpPort() {
        return ingest.port();
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new BenchFailedException("a part did not stop", e);
            }
        }
    }

    private void start(Role role) {
        own(() -> await(role.stop()));
        await(role.start());
    }

    private <T extends AutoCloseable> T own(T part) {
        opened.push(part);
        return part;
    }

    private static void await(Future<Void> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchFailedException("a role did not start or stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailedException("interrupted", e);
        }
    }
}
