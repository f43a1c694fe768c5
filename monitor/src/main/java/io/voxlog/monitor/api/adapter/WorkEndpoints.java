package io.voxlog.monitor.api.adapter;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.voxlog.monitor.api.Parameters;
import io.voxlog.monitor.api.Problem;
import io.voxlog.monitor.api.ProblemException;
import io.voxlog.monitor.query.adapter.WorkTables;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Analyses and the work behind them: jobs, sessions, workers, calls of providers. */
final class WorkEndpoints {
    /** Of jobs. */
    private enum Status {
        PENDING,
        CLAIMED,
        PROCESSING,
        COMPLETED,
        FAILED,
        SKIPPED,
        CANCELLED,
        DEAD_LETTER
    }

    private final RoomEndpoints rooms;
    private final WorkTables work;

    WorkEndpoints(ApiServices services, RoomEndpoints rooms) {
        this.rooms = rooms;
        this.work = new WorkTables(services.tables());
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/rooms/:sid/analyses", this::analyses),
                Endpoint.get("/api/rooms/:sid/analyses/:type", this::analysis),
                Endpoint.get("/api/rooms/:sid/sessions", this::sessions),
                Endpoint.get("/api/rooms/:sid/jobs", this::roomJobs),
                Endpoint.get("/api/jobs", this::jobs),
                Endpoint.get("/api/workers", this::workers),
                Endpoint.get("/api/interactions", this::interactions));
    }

    private Future<Void> analyses(RoutingContext exchange) {
        plain(exchange);
        return rooms.head(exchange)
                .compose(room -> work.analyses(room.sid(), null))
                .compose(found -> items(exchange, found));
    }

    private Future<Void> analysis(RoutingContext exchange) {
        plain(exchange);
        String type = exchange.pathParam("type");
        return rooms.head(exchange)
                .compose(room -> Exchange.isName(type)
                        ? work.analyses(room.sid(), type)
                        : Future.succeededFuture(new JsonArray()))
                .compose(found -> {
                    if (found.isEmpty()) {
                        throw new ProblemException(Problem.notFound(
                                "analysis", "none of this type has ended yet; …/jobs says what is under way"));
                    }
                    return Exchange.json(exchange, found.getJsonObject(0).toBuffer());
                });
    }

    private Future<Void> sessions(RoutingContext exchange) {
        plain(exchange);
        return rooms.head(exchange).compose(room -> work.sessions(room.sid())).compose(found -> items(exchange, found));
    }

    private Future<Void> roomJobs(RoutingContext exchange) {
        return rooms.head(exchange).compose(room -> jobs(exchange, room.sid()));
    }

    private Future<Void> jobs(RoutingContext exchange) {
        return jobs(exchange, null);
    }

    private Future<Void> jobs(RoutingContext exchange, @Nullable String room) {
        Exchange.requireJson(exchange);
        Parameters parameters = Exchange.listParameters(exchange, Set.of("status", "type"));
        Status status = parameters.choice("status", Status.class);
        return work.jobs(
                        room,
                        status == null ? null : status.name().toLowerCase(Locale.ROOT),
                        parameters.text("type"),
                        Exchange.page(parameters))
                .compose(found -> Exchange.json(exchange, found.toBuffer()));
    }

    private Future<Void> workers(RoutingContext exchange) {
        plain(exchange);
        return work.workers().compose(found -> items(exchange, found));
    }

    private Future<Void> interactions(RoutingContext exchange) {
        Exchange.requireJson(exchange);
        Parameters parameters = Exchange.listParameters(exchange, Set.of("room", "job", "provider"));
        return work.interactions(
                        parameters.text("room"),
                        parameters.text("job"),
                        parameters.text("provider"),
                        Exchange.page(parameters))
                .compose(found -> Exchange.json(exchange, found.toBuffer()));
    }

    private static void plain(RoutingContext exchange) {
        Exchange.requireJson(exchange);
        Exchange.parameters(exchange, Set.of());
    }

    private static Future<Void> items(RoutingContext exchange, JsonArray found) {
        return Exchange.json(exchange, new JsonObject().put("items", found).toBuffer());
    }
}
