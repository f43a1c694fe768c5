package io.voxlog.monitor.api;

import java.util.Map;

/**
 * An error as the caller is told of it (RFC 9457).
 *
 * @param status of HTTP
 * @param name of the kind of problem; its type is {@code urn:voxlog:problem:<name>}
 * @param title what is wrong, always the same for the same name
 * @param detail cause and remedy of this case; no secrets, nothing of the request that is one
 * @param headers that go with it, such as Allow or Retry-After
 */
public record Problem(int status, String name, String title, String detail, Map<String, String> headers) {
    public Problem {
        headers = Map.copyOf(headers);
    }

    /** A parameter, path or body that cannot be used. */
    public static Problem badRequest(String detail) {
        return new Problem(400, "bad-request", "the request cannot be understood", detail, Map.of());
    }

    public static Problem unauthorized() {
        return new Problem(
                401,
                "unauthorized",
                "a token is required",
                "send \"Authorization: Bearer\" with the token of MONITOR_API_TOKEN",
                Map.of("WWW-Authenticate", "Bearer realm=\"voxlog\""));
    }

    public static Problem forbiddenOrigin() {
        return new Problem(
                403,
                "origin-not-allowed",
                "this web page may not use the API",
                "ask the operator to add the page's origin to MONITOR_CORS_ORIGINS",
                Map.of());
    }

    public static Problem noSuchRoute() {
        return new Problem(404, "not-found", "nothing here", "see /openapi.yaml for what there is", Map.of());
    }

    public static Problem unknownRoom() {
        return new Problem(
                404,
                "unknown-room",
                "no such room",
                "rooms are found by sid; GET /api/rooms?name=… finds the sids of a name",
                Map.of());
    }

    /** Something of a room, or an entry of a list, that is not there. */
    public static Problem notFound(String what, String remedy) {
        return new Problem(404, "not-found", "no such " + what, remedy, Map.of());
    }

    public static Problem methodNotAllowed(String allowed) {
        return new Problem(405, "method-not-allowed", "method not allowed", "use " + allowed, Map.of("Allow", allowed));
    }

    public static Problem notAcceptable(String offered) {
        return new Problem(406, "not-acceptable", "no such representation", "accept one of " + offered, Map.of());
    }

    public static Problem tooLarge(int limitBytes) {
        return new Problem(
                413, "too-large", "the body is too large", "send at most " + limitBytes + " bytes", Map.of());
    }

    public static Problem unsupportedMediaType() {
        return new Problem(415, "unsupported-media-type", "unsupported media type", "send application/json", Map.of());
    }

    public static Problem misdirected() {
        return new Problem(
                421,
                "unknown-host",
                "not the name of this host",
                "without MONITOR_API_TOKEN the API answers to localhost and loopback addresses only",
                Map.of());
    }

    public static Problem tooManyRequests(long retryAfterSeconds) {
        return new Problem(
                429,
                "too-many-requests",
                "too many requests",
                "wait as long as Retry-After says; the operator sets the limit by MONITOR_RATE_LIMIT",
                retryAfter(retryAfterSeconds));
    }

    public static Problem internal() {
        return new Problem(500, "internal", "internal error", "a fault of the server; its log says more", Map.of());
    }

    /** Something the answer needs is away for now. */
    public static Problem unavailable(String detail, long retryAfterSeconds) {
        return new Problem(503, "unavailable", "not available for now", detail, retryAfter(retryAfterSeconds));
    }

    private static Map<String, String> retryAfter(long seconds) {
        return Map.of("Retry-After", String.valueOf(seconds));
    }
}
