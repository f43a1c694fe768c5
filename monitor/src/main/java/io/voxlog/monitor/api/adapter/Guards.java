package io.voxlog.monitor.api.adapter;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.voxlog.monitor.api.Access;
import io.voxlog.monitor.api.Problem;
import io.voxlog.monitor.api.ProblemException;
import io.voxlog.monitor.api.RateLimiter;
import java.util.regex.Pattern;

/**
 * What every request passes before it reaches an endpoint. Vert.x Web's own CORS handler is not used: it refuses pages
 * of our own origin, whose writes carry an Origin header, too.
 */
final class Guards {
    private static final int CALLERS = 10_000;
    private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final String PREFLIGHT_SECONDS = "600";

    private final Access access;
    private final RateLimiter limiter;

    Guards(Access access, int ratePerMinute) {
        this.access = access;
        this.limiter = new RateLimiter(ratePerMinute, CALLERS, System::nanoTime);
    }

    /** Headers that keep browsers from guessing, framing and leaking. */
    void headers(RoutingContext exchange) {
        exchange.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
                                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        exchange.next();
    }

    /** Refuses a path or query whose percent-encoding is broken: at once, since routes decode it to find handlers. */
    void encoding(RoutingContext exchange) {
        if (BROKEN.matcher(exchange.request().uri()).find()) {
            String detail = "the path or the query has a % that is not followed by two hex digits";
            ProblemAnswers.send(exchange.response(), Problem.badRequest(detail));
            return;
        }
        exchange.next();
    }

    /** Answers only under names of this machine, where no token protects it. */
    void host(RoutingContext exchange) {
        var authority = exchange.request().authority();
        require(access.permitsHost(authority == null ? null : authority.host()), Problem.misdirected());
        exchange.next();
    }

    /** Lets pages of the allow-list read what they are answered, also that they ask too often. */
    void sharing(RoutingContext exchange) {
        HttpServerResponse response = exchange.response().putHeader("Vary", "Origin");
        String origin = exchange.request().getHeader("Origin");
        if (origin != null && !isOwn(exchange.request(), origin) && access.permitsOrigin(origin)) {
            response.putHeader("Access-Control-Allow-Origin", origin)
                    .putHeader("Access-Control-Expose-Headers", "Retry-After, Content-Disposition")
                    .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
        }
        exchange.next();
    }

    /** Bounds the requests of a caller: an address, or its /64 network for IPv6. */
    void rate(RoutingContext exchange) {
        long wait = limiter.waitSeconds(caller(exchange.request()));
        require(wait == 0, Problem.tooManyRequests(wait));
        exchange.next();
    }

    /** Answers the preflight requests of pages of the allow-list, and keeps other pages from writing. */
    void origin(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        String origin = request.getHeader("Origin");
        if (origin == null || isOwn(request, origin)) {
            exchange.next();
            return;
        }
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        // Without our headers the browser keeps what is read from the page.
        require(reads || access.permitsOrigin(origin), Problem.forbiddenOrigin());
        if (request.method().equals(HttpMethod.OPTIONS)) {
            exchange.response()
                    .putHeader("Access-Control-Allow-Methods", "GET, PUT, DELETE")
                    .putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID")
                    .putHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS)
                    .setStatusCode(204)
                    .end();
            return;
        }
        exchange.next();
    }

    /** Asks for the token, if there is one. */
    void token(RoutingContext exchange) {
        require(access.permits(exchange.request().getHeader("Authorization")), Problem.unauthorized());
        exchange.next();
    }

    private static boolean isOwn(HttpServerRequest request, String origin) {
        return origin.equals(request.scheme() + "://" + request.authority());
    }

    private static String caller(HttpServerRequest request) {
        String host = request.connection().remoteAddress().hostAddress();
        if (host == null || !host.contains(":")) {
            return String.valueOf(host);
        }
        String[] groups = host.split(":", 5);
        return groups.length < 5 ? host : String.join(":", groups[0], groups[1], groups[2], groups[3]);
    }

    private static void require(boolean met, Problem problem) {
        if (!met) {
            throw new ProblemException(problem);
        }
    }
}
