package io.voxlog.monitor.api.adapter;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import io.voxlog.monitor.api.Access;
import io.voxlog.monitor.api.Problem;
import io.voxlog.monitor.api.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All routes: the API, its description, the page. */
public final class MonitorRouter {
    private static final List<Integer> FAILURES = List.of(400, 401, 403, 404, 405, 406, 413, 415, 500);

    private final Router router;
    private final List<Endpoint> endpoints;

    public MonitorRouter(Vertx vertx, ApiServices services, Access access, int ratePerMinute) {
        RoomEndpoints rooms = new RoomEndpoints(services);
        this.endpoints = Stream.of(
                        rooms.endpoints(),
                        new TranscriptEndpoints(services, rooms).endpoints(),
                        new WorkEndpoints(services, rooms).endpoints(),
                        new LiveEndpoints(services, rooms).endpoints(),
                        new ConfigEndpoints(services).endpoints(),
                        List.of(Endpoint.get("/openapi.yaml", new Description()::send)))
                .flatMap(List::stream)
                .toList();
        this.router = Router.router(vertx);
        guard(new Guards(access, ratePerMinute));
        route();
        page();
        FAILURES.forEach(status -> router.errorHandler(status, ProblemAnswers::answer));
    }

    public Router router() {
        return router;
    }

    /** A request that is not HTTP as it should be. */
    public static void malformed(HttpServerRequest request) {
        Problem problem =
                Problem.badRequest("this is no well-formed HTTP request, or a header or the path is too long");
        ProblemAnswers.send(request.response(), problem);
        request.connection().close();
    }

    private void guard(Guards guards) {
        router.route()
                .handler(guards::headers)
                .handler(guards::host)
                .handler(guards::sharing)
                .handler(guards::rate)
                .handler(guards::encoding)
                .handler(guards::origin);
        router.route("/api/*").handler(guards::token).handler(exchange -> {
            exchange.response().putHeader("Cache-Control", "no-store");
            exchange.next();
        });
    }

    private void route() {
        Map<String, Set<String>> methods = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints) {
            methods.computeIfAbsent(endpoint.path(), path -> new TreeSet<>())
                    .add(endpoint.method().name());
            var route = router.route(endpoint.method(), endpoint.path());
            if (endpoint.method().equals(HttpMethod.PUT)) {
                route.handler(BodyHandler.create(false).setBodyLimit(ConfigEndpoints.MAX_BODY_BYTES));
            }
            route.handler(exchange -> endpoint.handler().apply(exchange).onFailure(exchange::fail));
        }
        methods.forEach((path, allowed) -> router.route(path).handler(exchange -> other(exchange, allowed)));
    }

    /** A path of ours with a method that is not. */
    private static void other(RoutingContext exchange, Set<String> allowed) {
        String allow = String.join(", ", allowed) + ", OPTIONS";
        if (exchange.request().method().equals(HttpMethod.OPTIONS)) {
            exchange.response().putHeader("Allow", allow).setStatusCode(204).end();
            return;
        }
        throw new ProblemException(Problem.methodNotAllowed(allow));
    }

    private void page() {
        router.route(HttpMethod.GET, "/*")
                .handler(StaticHandler.create("web")
                        .setMaxAgeSeconds(0)
                        .setIncludeHidden(false)
                        .setDirectoryListing(false)
                        .setIndexPage("index.html"));
    }
}
