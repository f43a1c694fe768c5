package io.voxlog.monitor.api.adapter;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.voxlog.monitor.api.Negotiation;
import io.voxlog.monitor.api.Parameters;
import io.voxlog.monitor.api.Problem;
import io.voxlog.monitor.api.ProblemException;
import io.voxlog.monitor.live.LiveEvent;
import io.voxlog.monitor.live.LiveHub;
import io.voxlog.monitor.live.Position;
import io.voxlog.monitor.live.Subscription;
import io.voxlog.monitor.live.adapter.LiveStreams;
import io.voxlog.runtime.Env;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happens, as it happens: server-sent events. */
final class LiveEndpoints {
    private static final String EVENTS = "text/event-stream";
    private static final Duration MAX_REPLAY = Duration.ofHours(24);

    private final RoomEndpoints rooms;
    private final LiveStreams live;

    LiveEndpoints(ApiServices services, RoomEndpoints rooms) {
        this.rooms = rooms;
        this.live = services.live();
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/live", exchange -> subscribe(exchange, LiveHub.ALL)),
                Endpoint.get("/api/rooms/:sid/live", this::room));
    }

    /** A room that is on the log needs no table. */
    private Future<Void> room(RoutingContext exchange) {
        String sid = RoomEndpoints.sid(exchange);
        return live.knows(sid)
                ? subscribe(exchange, sid)
                : rooms.head(exchange).compose(room -> subscribe(exchange, room.sid()));
    }

    private Future<Void> subscribe(RoutingContext exchange, String room) {
        if (Negotiation.choose(exchange.request().getHeader("Accept"), List.of(EVENTS)) == null) {
            throw new ProblemException(Problem.notAcceptable(EVENTS));
        }
        Parameters parameters = Exchange.parameters(exchange, Set.of("after", "replay", "events"));
        Position named = parameters.parsed("after", "the id of an event", Position::parse);
        Duration replay =
                parameters.parsed("replay", "a time of at most 24h, such as 90s or 5m", LiveEndpoints::replay);
        Set<String> types =
                parameters.parsed("events", "some of " + new TreeSet<>(LiveEvent.TYPES), LiveEndpoints::types);
        Optional<Position> after = Optional.ofNullable(header(exchange)).or(() -> Optional.ofNullable(named));
        return live.subscribe(
                exchange.request(),
                new Subscription(
                        room, types == null ? LiveEvent.TYPES : types, after, replay == null ? Duration.ZERO : replay));
    }

    private static @Nullable Position header(RoutingContext exchange) {
        String id = exchange.request().getHeader("Last-Event-ID");
        if (id == null || id.isBlank()) {
            return null;
        }
        try {
            return Position.parse(id.strip());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badRequest(
                    "Last-Event-ID is not the id of an event; leave it out to begin with what comes next"));
        }
    }

    private static Set<String> types(String text) {
        Set<String> types = Set.of(text.split(",", -1));
        if (!LiveEvent.TYPES.containsAll(types)) {
            throw new IllegalArgumentException(text);
        }
        return types;
    }

    private static Duration replay(String text) {
        Duration replay = Env.parseDuration(text);
        if (replay.compareTo(MAX_REPLAY) > 0) {
            throw new IllegalArgumentException(text);
        }
        return replay;
    }
}
