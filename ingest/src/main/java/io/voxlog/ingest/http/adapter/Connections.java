package io.voxlog.ingest.http.adapter;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.voxlog.ingest.http.EdgeSettings;
import io.voxlog.ingest.metric.Counters;
import java.util.HashMap;
import java.util.Map;

/**
 * Watches the server's connections: so many at a time, and each has a deadline for the head of its next request,
 * however slowly it drips. Bodies have their own deadline. Confined to the verticle's context.
 */
public final class Connections implements Handler<HttpConnection> {
    /** For an answer to leave before its connection is ended. */
    private static final long LINGER_MILLIS = 500;

    private static final int SWITCHING_PROTOCOLS = 101;

    private final Vertx vertx;
    private final EdgeSettings settings;
    private final Counters counters;
    private final Map<HttpConnection, Long> deadlines = new HashMap<>();
    private int open;

    public Connections(Vertx vertx, EdgeSettings settings, Counters counters) {
        this.vertx = vertx;
        this.settings = settings;
        this.counters = counters;
    }

    /** A connection was made. */
    @Override
    public void handle(HttpConnection connection) {
        if (open >= settings.maxConnections()) {
            counters.count(Counters.CONNECTIONS_REFUSED);
            connection.close();
            return;
        }
        open++;
        connection.closeHandler(closed -> {
            open--;
            stopWatching(connection);
        });
        watch(connection, settings.requestTimeout().toMillis(), true);
    }

    /** The head of a request has come; the next one may come when this one is answered. */
    public void requested(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        stopWatching(connection);
        request.response().endHandler(answered -> {
            if (request.response().getStatusCode() == SWITCHING_PROTOCOLS) {
                return;
            }
            // A request that is answered before its body has come: what the peer still sends is not wanted.
            boolean hasBody = request.headers().contains("Content-Length")
                    || request.headers().contains("Transfer-Encoding");
            boolean early = hasBody && !request.isEnded();
            watch(connection, early ? LINGER_MILLIS : settings.keepAlive().toMillis(), false);
        });
    }

    private void watch(HttpConnection connection, long millis, boolean counted) {
        stopWatching(connection);
        deadlines.put(connection, vertx.setTimer(millis, timer -> {
            deadlines.remove(connection);
            if (counted) {
                counters.count(Counters.REQUESTS_TIMED_OUT);
            }
            connection.close();
        }));
    }

    private void stopWatching(HttpConnection connection) {
        Long timer = deadlines.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
