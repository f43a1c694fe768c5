package io.voxlog.monitor.api.adapter;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.voxlog.monitor.api.Negotiation;
import io.voxlog.monitor.api.Parameters;
import io.voxlog.monitor.api.Problem;
import io.voxlog.monitor.api.ProblemException;
import io.voxlog.monitor.query.Cursor;
import io.voxlog.monitor.query.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A request and its answer, in the API's manner. */
final class Exchange {
    private static final String JSON = "application/json";
    private static final int PAGE = 50;
    private static final int MAX_PAGE = 200;
    private static final int MAX_NAME = 128;
    private static final Set<String> PAGING = Set.of("limit", "cursor");

    private Exchange() {}

    /** The query parameters, checked against those this request may have. */
    static Parameters parameters(RoutingContext exchange, Set<String> known) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        exchange.queryParams()
                .forEach((name, value) ->
                        values.computeIfAbsent(name, first -> new ArrayList<>()).add(value));
        return new Parameters(values, known);
    }

    /** The query parameters of a list with pages. */
    static Parameters listParameters(RoutingContext exchange, Set<String> filters) {
        Set<String> known = new TreeSet<>(filters);
        known.addAll(PAGING);
        return parameters(exchange, known);
    }

    static Page page(Parameters parameters) {
        Integer limit = parameters.integer("limit", 1, MAX_PAGE);
        Cursor after = parameters.parsed("cursor", "what an answer gave as next", Cursor::decode);
        return new Page(limit == null ? PAGE : limit, after);
    }

    /** Whether a part of the path may name something: it is not too long and holds nothing that Postgres refuses. */
    static boolean isName(String part) {
        return part.length() <= MAX_NAME && part.indexOf('\0') < 0;
    }

    /** Refuses a caller who does not take JSON. */
    static void requireJson(RoutingContext exchange) {
        if (Negotiation.choose(exchange.request().getHeader("Accept"), List.of(JSON)) == null) {
            throw new ProblemException(Problem.notAcceptable(JSON));
        }
    }

    /** Answers with a JSON value of Vert.x. */
    static Future<Void> json(RoutingContext exchange, Buffer body) {
        return send(exchange, JSON, body);
    }

    static Future<Void> send(RoutingContext exchange, String contentType, Buffer body) {
        return exchange.response().putHeader("Content-Type", contentType).end(body);
    }
}
