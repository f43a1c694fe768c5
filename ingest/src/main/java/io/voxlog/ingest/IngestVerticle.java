package io.voxlog.ingest;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.voxlog.ingest.adapter.IngestParts;
import io.voxlog.ingest.http.CorsPolicy;
import io.voxlog.ingest.http.adapter.Problem;
import io.voxlog.ingest.metric.Counters;
import io.voxlog.runtime.RoleContext;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of the ingest role and, on its one context, everything that serves it. Starts from the log upwards:
 * the server listens when the views are caught up. Stops in the reverse order.
 */
final class IngestVerticle extends VerticleBase {
    private static final int MAX_FRAME_BYTES = 256 * 1024;
    /** Longer than LiveKit keeps a connection waiting, and than the pings of audio connections are apart. */
    private static final int IDLE_SECONDS = 75;

    private static final int MAX_HEADER_BYTES = 32 * 1024;

    private final RoleContext role;
    private final IngestConfig config;
    private volatile @Nullable IngestParts parts;
    private @Nullable HttpServer server;

    IngestVerticle(RoleContext role, IngestConfig config) {
        this.role = role;
        this.config = config;
    }

    /** Known once started. */
    int port() {
        return Objects.requireNonNull(server, "not started").actualPort();
    }

    /** Known once started. */
    IngestParts parts() {
        return Objects.requireNonNull(parts, "not started");
    }

    /** Sids of the rooms worked on; from any thread. */
    Set<String> roomsWorkedOn() {
        IngestParts assembled = parts;
        return assembled == null ? Set.of() : assembled.roomsWorkedOn();
    }

    @Override
    public Future<?> start() {
        Callable<IngestParts> assemble = () -> IngestParts.assemble(role, config, vertx, context);
        return vertx.executeBlocking(assemble)
                .compose(assembled -> {
                    parts = assembled;
                    return assembled.start();
                })
                .compose(started -> listen())
                .recover(fault -> stop().transform(stopped -> Future.failedFuture(fault)));
    }

    @Override
    public Future<?> stop() {
        HttpServer listening = server;
        IngestParts assembled = parts;
        Future<?> closed = Future.succeededFuture();
        if (assembled != null) {
            assembled.sockets().closeAll();
            closed = assembled.stop();
        }
        return listening == null ? closed : Future.join(closed, listening.close());
    }

    private Future<?> listen() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                .setMaxWebSocketMessageSize(MAX_FRAME_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
        HttpServer made = vertx.createHttpServer(options);
        server = made;
        return made.connectionHandler(parts().connections())
                .requestHandler(this::admit)
                .listen();
    }

    /** Web pages of other origins are refused, whatever they ask for, unless they are listed. */
    private void admit(HttpServerRequest request) {
        parts().connections().requested(request);
        String origin = request.getHeader("Origin");
        CorsPolicy cors = config.edge().cors();
        if (!cors.allows(origin, request.getHeader("Host"))) {
            parts().counters().count(Counters.ORIGINS_REFUSED);
            Problem.send(
                    request.response(),
                    403,
                    "origin not allowed",
                    "pages of this origin may not call; list it in INGEST_CORS_ORIGINS if they should");
            return;
        }
        if (origin != null && cors.listed(origin)) {
            request.response().putHeader("Access-Control-Allow-Origin", origin).putHeader("Vary", "Origin");
        }
        route(request);
    }

    private void route(HttpServerRequest request) {
        switch (String.valueOf(request.path())) {
            case "/webhooks/livekit" -> only(request, HttpMethod.POST, parts().webhooks()::handle);
            case "/audio" -> only(request, HttpMethod.GET, parts().audio()::handle);
            case "/audio/egress" -> only(request, HttpMethod.GET, parts().egress()::handle);
            default ->
                Problem.send(
                        request.response(),
                        404,
                        "nothing here",
                        "use POST /webhooks/livekit, or the WebSockets /audio and /audio/egress");
        }
    }

    private static void only(
            HttpServerRequest request, HttpMethod method, java.util.function.Consumer<HttpServerRequest> handler) {
        if (request.method().equals(method)) {
            handler.accept(request);
            return;
        }
        request.response().putHeader("Allow", method.name() + ", OPTIONS");
        if (request.method().equals(HttpMethod.OPTIONS)) {
            options(request, method);
            return;
        }
        Problem.send(request.response(), 405, "method not allowed", "use " + method.name());
    }

    /** Also the answer to a preflight (Fetch standard, section 3.3.2), if the origin was let in. */
    private static void options(HttpServerRequest request, HttpMethod method) {
        if (request.response().headers().contains("Access-Control-Allow-Origin")) {
            request.response()
                    .putHeader("Access-Control-Allow-Methods", method.name())
                    .putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type")
                    .putHeader("Access-Control-Max-Age", "600");
        }
        request.response().setStatusCode(204).end();
    }
}
