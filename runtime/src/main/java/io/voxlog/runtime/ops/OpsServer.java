package io.voxlog.runtime.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;

/**
 * Answers operators over HTTP. {@code GET /health}: the process lives. {@code GET /ready}: it can do its work, else 503
 * with the cause of each check that fails. {@code GET /metrics}: Prometheus' text format. Errors are
 * application/problem+json.
 */
public final class OpsServer {
    private static final int IDLE_SECONDS = 30;
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final Vertx vertx;
    private final OpsConfig config;
    private final ProcessFacts facts;
    private final Readiness readiness;
    private final PrometheusMeterRegistry meters;
    private final Clock clock;
    private final HttpServer server;

    public OpsServer(
            Vertx vertx,
            OpsConfig config,
            ProcessFacts facts,
            Readiness readiness,
            PrometheusMeterRegistry meters,
            Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.facts = facts;
        this.readiness = readiness;
        this.meters = meters;
        this.clock = clock;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setIdleTimeout(IDLE_SECONDS));
    }

    /** Listens; fails naming the address where it cannot. */
    public Future<Void> start() {
        return server.requestHandler(this::route)
                .listen()
                .recover(fault -> Future.failedFuture(new OpsServerException(
                        "the ops server cannot listen on " + config.host() + ":" + config.port() + " ("
                                + fault.getMessage()
                                + "): stop what uses it, or choose another with OPS_HOST and OPS_PORT",
                        fault)))
                .mapEmpty();
    }

    /** The port it listens on, once started. */
    public int port() {
        return server.actualPort();
    }

    /** Stops listening. */
    public Future<Void> stop() {
        return server.close();
    }

    private void route(HttpServerRequest request) {
        boolean get =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        switch (String.valueOf(request.path())) {
            case "/health", "/ready", "/metrics" -> {
                if (get) {
                    answer(request);
                } else {
                    request.response().putHeader("Allow", "GET");
                    problem(request, 405, "method not allowed", "use GET");
                }
            }
            default -> problem(request, 404, "nothing here", "use GET /health, /ready or /metrics");
        }
    }

    private void answer(HttpServerRequest request) {
        switch (String.valueOf(request.path())) {
            case "/health" -> send(request, 200, JSON, self("healthy").encode());
            case "/ready" -> readiness.ask().onSuccess(checks -> ready(request, checks));
            default ->
                vertx.executeBlocking(meters::scrape, false)
                        .onSuccess(text -> send(request, 200, METRICS, text))
                        .onFailure(fault -> problem(request, 500, "no metrics", String.valueOf(fault.getMessage())));
        }
    }

    private void ready(HttpServerRequest request, List<Readiness.Check> checks) {
        JsonArray all = new JsonArray();
        for (Readiness.Check check : checks) {
            JsonObject one = new JsonObject().put("name", check.name()).put("ok", check.ok());
            all.add(check.ok() ? one : one.put("cause", check.cause()));
        }
        boolean ok = checks.stream().allMatch(Readiness.Check::ok);
        send(
                request,
                ok ? 200 : 503,
                JSON,
                self(ok ? "ready" : "not ready").put("checks", all).encode());
    }

    private JsonObject self(String status) {
        return new JsonObject()
                .put("status", status)
                .put("workerId", facts.workerId())
                .put("mode", facts.mode())
                .put("timestamp", clock.instant().toString());
    }

    private static void problem(HttpServerRequest request, int status, String title, String detail) {
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        send(request, status, PROBLEM, body.encode());
    }

    private static void send(HttpServerRequest request, int status, String type, String body) {
        if (!request.response().ended() && !request.response().closed()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", type)
                    .putHeader("Cache-Control", "no-store")
                    .end(body);
        }
    }
}
