package io.voxlog.monitor;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxlog.infra.postgres.EmbeddedPostgresConfig;
import io.voxlog.infra.postgres.EmbeddedPostgresServer;
import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.monitor.api.Access;
import io.voxlog.monitor.live.LiveLimits;
import io.voxlog.monitor.query.adapter.PgReader;
import io.voxlog.runtime.RoleContext;
import io.voxlog.runtime.Secret;
import io.voxlog.runtime.process.ChildProcesses;
import io.voxlog.testkit.EmbeddedCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A monitor that serves, over a broker and a Postgres, shared by the tests of a JVM and ended with it: they use rooms
 * with names of their own. Beside it a guarded server: with a token, few requests a minute, and a Postgres that is
 * away.
 */
final class ApiFixture {
    static final String TOKEN = "correct horse battery staple";
    static final int GUARDED_RATE = 12;
    static final int QUEUE = 300;
    static final String FRIEND = "https://desk.example.org";

    private static @Nullable ApiFixture shared;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<Throwable> fatal = new CopyOnWriteArrayList<>();
    final Vertx vertx = Vertx.vertx();
    final HttpClient http = HttpClient.newHttpClient();
    final MonitorRole role;
    final MonitorVerticle guarded;
    final KafkaProducer<String, SpecificRecord> producer;
    private final RoleContext context;
    private final PostgresSettings postgres;

    private ApiFixture() {
        EmbeddedCluster cluster = EmbeddedCluster.shared();
        Path folder = temporaryFolder();
        ChildProcesses children = ChildProcesses.open(folder, Duration.ZERO);
        Runtime.getRuntime().addShutdownHook(new Thread(children::close, "api-fixture-close"));
        postgres = EmbeddedPostgresServer.start(
                        children, new EmbeddedPostgresConfig(folder.resolve("postgres"), folder.resolve("cache"), 0))
                .settings();
        context = new RoleContext(
                vertx, cluster.settings(), cluster.serdes(), Clock.systemUTC(), "worker-1", meters, fatal::add);
        LiveLimits live = new LiveLimits(50, QUEUE, 4, Duration.ofMillis(300));
        Access open = new Access(Optional.empty(), Set.of(FRIEND));
        role = new MonitorRole(
                context,
                MonitorConfig.of(postgres).serving(new MonitorConfig.Http("127.0.0.1", 0, open, 1_000_000, live)));
        done(role.start());
        PostgresSettings away = new PostgresSettings("127.0.0.1", 1, "none", "none", new Secret("none"), "disable");
        Access closed = new Access(Optional.of(new Secret(TOKEN)), Set.of(FRIEND));
        guarded = new MonitorVerticle(
                context,
                new MonitorConfig.Http("127.0.0.1", 0, closed, GUARDED_RATE, live),
                new PgReader(vertx, away, 1));
        done(vertx.deployVerticle(guarded));
        producer = cluster.producer();
    }

    static synchronized ApiFixture shared() {
        ApiFixture fixture = shared;
        if (fixture == null) {
            fixture = new ApiFixture();
            shared = fixture;
        }
        return fixture;
    }

    /** Another server over the same tables that asks for the token; returns its URL. */
    String lockedUrl() {
        MonitorVerticle locked = new MonitorVerticle(
                context,
                new MonitorConfig.Http(
                        "127.0.0.1",
                        0,
                        new Access(Optional.of(new Secret(TOKEN)), Set.of()),
                        1_000_000,
                        new LiveLimits(50, QUEUE, 4, Duration.ofMillis(300))),
                new PgReader(vertx, postgres, 1));
        done(vertx.deployVerticle(locked));
        return "http://127.0.0.1:" + locked.port();
    }

    String url() {
        return "http://127.0.0.1:" + role.port();
    }

    String guardedUrl() {
        return "http://127.0.0.1:" + guarded.port();
    }

    /** Writes records in order and returns when all are stored. */
    @SafeVarargs
    final void write(ProducerRecord<String, SpecificRecord>... records) {
        for (ProducerRecord<String, SpecificRecord> record : records) {
            producer.send(record);
        }
        producer.flush();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpRequest.Builder request(String path, String... headers) {
        String url = path.startsWith("http") ? path : url() + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the fixture did not start", e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("voxlog-monitor-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
