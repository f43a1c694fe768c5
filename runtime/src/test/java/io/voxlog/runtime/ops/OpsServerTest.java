package io.voxlog.runtime.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpsServerTest {
    private final Vertx vertx = Vertx.vertx();
    private final Readiness readiness = new Readiness();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private OpsServer server;

    @BeforeEach
    void start() throws Exception {
        server = new OpsServer(
                vertx,
                new OpsConfig("127.0.0.1", 0),
                new ProcessFacts("w \"1\"", "both"),
                readiness,
                meters,
                Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC));
        server.start().await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void healthSaysWhoItIs() throws Exception {
        assertThat(get("/health", "GET").body())
                .isEqualTo("{\"status\":\"healthy\",\"workerId\":\"w \\\"1\\\"\",\"mode\":\"both\","
                        + "\"timestamp\":\"2026-11-20T10:00:00Z\"}");
    }

    @Test
    void readyFailsWithTheCauseOfEachCheckThatDoes() throws Exception {
        assertThat(get("/ready", "GET").statusCode()).isEqualTo(200);
        Promise<Void> never = Promise.promise();
        readiness.add(new ReadinessProbe("good", Future::succeededFuture));
        readiness.add(new ReadinessProbe("away", () -> Future.failedFuture("nobody is at 10.0.0.1")));
        readiness.add(new ReadinessProbe("silent", never::future));
        readiness.add(new ReadinessProbe("broken", () -> {
            throw new IllegalStateException();
        }));

        HttpResponse<String> answer = get("/ready", "GET");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains(
                        "{\"name\":\"good\",\"ok\":true}",
                        "{\"name\":\"away\",\"ok\":false,\"cause\":\"nobody is at 10.0.0.1\"}",
                        "{\"name\":\"silent\",\"ok\":false,\"cause\":\"no answer within 2 s\"}",
                        "{\"name\":\"broken\",\"ok\":false,\"cause\":\"IllegalStateException\"}");
    }

    @Test
    void metricsAreInPrometheusForm() throws Exception {
        meters.counter("voxlog.test.things", "kind", "a").increment(3);
        try (ProcessMeters process = ProcessMeters.in(meters)) {
            HttpResponse<String> answer = get("/metrics", "GET");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(answer.body())
                    .contains(
                            "voxlog_test_things_total{kind=\"a\"} 3.0",
                            "jvm_memory_used_bytes",
                            "process_uptime_seconds");
        }
    }

    @Test
    void otherRequestsAreProblems() throws Exception {
        HttpResponse<String> nowhere = get("/", "GET");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(nowhere.body()).contains("\"title\":\"nothing here\"", "/metrics");
        assertThat(get("/ready", "POST").statusCode()).isEqualTo(405);
    }

    @Test
    void aBusyPortIsNamedWithItsVariable() {
        OpsServer second = new OpsServer(
                vertx,
                new OpsConfig("192.0.2.1", 1),
                new ProcessFacts("w", "both"),
                readiness,
                meters,
                Clock.systemUTC());
        Future<Void> start = second.start();
        start.otherwiseEmpty().toCompletionStage().toCompletableFuture().join();
        assertThat(start.cause()).hasMessageContainingAll("192.0.2.1:1", "OPS_PORT");
    }

    private HttpResponse<String> get(String path, String method) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
