package io.voxlog.monitor.api.adapter;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.voxlog.monitor.api.Parameters;
import io.voxlog.monitor.api.Problem;
import io.voxlog.monitor.api.ProblemException;
import io.voxlog.monitor.query.RoomHead;
import io.voxlog.monitor.query.adapter.RoomTables;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rooms and who is in them. */
final class RoomEndpoints {
    /** Of rooms. */
    private enum Status {
        PENDING,
        ACTIVE,
        PROCESSING,
        COMPLETED,
        FAILED
    }

    private final RoomTables rooms;

    RoomEndpoints(ApiServices services) {
        this.rooms = new RoomTables(services.tables());
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/rooms", this::rooms),
                Endpoint.get("/api/rooms/:sid", this::room),
                Endpoint.get("/api/rooms/:sid/participants", this::participants));
    }

    /** The room of the path; fails with a problem if it is unknown. */
    Future<RoomHead> head(RoutingContext exchange) {
        return rooms.head(sid(exchange)).map(found -> found.orElseThrow(RoomEndpoints::unknown));
    }

    static String sid(RoutingContext exchange) {
        String sid = exchange.pathParam("sid");
        if (!Exchange.isName(sid)) {
            throw unknown();
        }
        return sid;
    }

    private Future<Void> rooms(RoutingContext exchange) {
        Exchange.requireJson(exchange);
        Parameters parameters = Exchange.listParameters(exchange, Set.of("status", "name", "organization"));
        Status status = parameters.choice("status", Status.class);
        return rooms.rooms(
                        status == null ? null : status.name().toLowerCase(java.util.Locale.ROOT),
                        parameters.text("name"),
                        parameters.text("organization"),
                        Exchange.page(parameters))
                .compose(found -> Exchange.json(exchange, found.toBuffer()));
    }

    private Future<Void> room(RoutingContext exchange) {
        Exchange.requireJson(exchange);
        Exchange.parameters(exchange, Set.of());
        Future<Optional<JsonObject>> found = rooms.room(sid(exchange));
        return found.compose(room ->
                Exchange.json(exchange, room.orElseThrow(RoomEndpoints::unknown).toBuffer()));
    }

    private Future<Void> participants(RoutingContext exchange) {
        Exchange.requireJson(exchange);
        Exchange.parameters(exchange, Set.of());
        return head(exchange)
                .compose(room -> rooms.participants(room.sid()))
                .compose(found -> Exchange.json(
                        exchange, new JsonObject().put("items", found).toBuffer()));
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.unknownRoom());
    }
}
