package io.voxlog.ingest;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.voxlog.ingest.adapter.IngestParts;
import io.voxlog.ingest.http.adapter.Problem;
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
                .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                .setMaxWebSocketMessageSize(MAX_FRAME_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
        HttpServer made = vertx.createHttpServer(options);
        server = made;
        return made.requestHandler(this::route).listen();
    }

    private void route(HttpServerRequest request) {
        switch (String.valueOf(request.path())) {
            case "/webhooks/livekit" -> only(request, HttpMethod.POST, parts().webhooks()::handle);
            case "/audio" -> only(request, HttpMethod.GET, parts().audio()::handle);
            default ->
                Problem.send(
                        request.response(),
                        404,
                        "nothing here",
                        "use POST /webhooks/livekit, or the WebSocket /audio");
        }
    }

    private static void only(
            HttpServerRequest request, HttpMethod method, java.util.function.Consumer<HttpServerRequest> handler) {
        if (request.method().equals(method)) {
            handler.accept(request);
            return;
        }
        request.response().putHeader("Allow", method.name());
        Problem.send(request.response(), 405, "method not allowed", "use " + method.name());
    }
}
