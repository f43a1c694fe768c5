package io.voxlog.monitor;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.voxlog.monitor.adapter.kafka.ConfigLog;
import io.voxlog.monitor.api.adapter.ApiServices;
import io.voxlog.monitor.api.adapter.MonitorRouter;
import io.voxlog.monitor.live.adapter.LiveFeed;
import io.voxlog.monitor.live.adapter.LiveStreams;
import io.voxlog.monitor.query.adapter.PgReader;
import io.voxlog.runtime.RoleContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of the monitor and, on its one context, everything that serves it. The server listens when the log is
 * followed. Stops in the reverse order.
 */
final class MonitorVerticle extends VerticleBase {
    private static final int IDLE_SECONDS = 75;
    /** Positions of streams over all rooms are long. */
    private static final int MAX_HEADER_BYTES = 32 * 1_024;

    private static final int MAX_LINE_BYTES = 16 * 1_024;

    private final RoleContext role;
    private final MonitorConfig.Http config;
    private final PgReader tables;
    private @Nullable LiveFeed feed;
    private @Nullable LiveStreams streams;
    private @Nullable ConfigLog configLog;
    private @Nullable MonitorRouter router;
    private @Nullable HttpServer server;

    MonitorVerticle(RoleContext role, MonitorConfig.Http config, PgReader tables) {
        this.role = role;
        this.config = config;
        this.tables = tables;
    }

    /** Known once started. */
    int port() {
        return Objects.requireNonNull(server, "not started").actualPort();
    }

    /** Known once started. */
    MonitorRouter router() {
        return Objects.requireNonNull(router, "not started");
    }

    /** Safe to call before the start has completed, and after it has failed. */
    Future<Void> undeploy(Vertx vertx) {
        return context == null || deploymentID() == null
                ? Future.succeededFuture()
                : vertx.undeploy(deploymentID()).otherwiseEmpty();
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> new LiveFeed(role, context))
                .compose(made -> {
                    feed = made;
                    return made.start().map(made);
                })
                .compose(following -> {
                    LiveStreams opened = new LiveStreams(role, following, config.live());
                    streams = opened;
                    return vertx.executeBlocking(() -> ConfigLog.open(role.kafka(), role.serdes()))
                            .compose(log -> {
                                configLog = log;
                                return listen(opened, log);
                            });
                })
                .recover(fault -> stop().transform(stopped -> Future.failedFuture(fault)));
    }

    @Override
    public Future<?> stop() {
        LiveStreams subscribers = streams;
        LiveFeed following = feed;
        ConfigLog log = configLog;
        HttpServer listening = server;
        Future<Void> closed = subscribers == null ? Future.succeededFuture() : subscribers.close();
        return closed.eventually(() -> listening == null ? Future.succeededFuture() : listening.close())
                .eventually(() -> following == null ? Future.succeededFuture() : following.stop())
                .eventually(() -> log == null
                        ? Future.succeededFuture()
                        : vertx.executeBlocking(() -> {
                            log.close();
                            return null;
                        }));
    }

    private Future<HttpServer> listen(LiveStreams opened, ConfigLog log) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES);
        ApiServices services = new ApiServices(role, tables, opened, log);
        MonitorRouter routes = new MonitorRouter(vertx, services, config.access(), config.ratePerMinute());
        router = routes;
        HttpServer made = vertx.createHttpServer(options);
        server = made;
        return made.requestHandler(routes.router())
                .invalidRequestHandler(MonitorRouter::malformed)
                .listen();
    }
}
