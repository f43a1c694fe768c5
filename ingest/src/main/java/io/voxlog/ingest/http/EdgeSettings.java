package io.voxlog.ingest.http;

import java.time.Duration;

/**
 * Limits of the HTTP server.
 *
 * @param cors which web pages may call it
 * @param requestTimeout within which the head of a request, and then its body, must have come
 * @param keepAlive how long a connection may wait for its next request
 * @param maxConnections at the same time
 * @param authFailuresPerMinute of one caller before it gets 429; 0 for any number
 */
public record EdgeSettings(
        CorsPolicy cors, Duration requestTimeout, Duration keepAlive, int maxConnections, int authFailuresPerMinute) {
    public static EdgeSettings defaults() {
        return new EdgeSettings(CorsPolicy.NONE, Duration.ofSeconds(10), Duration.ofSeconds(75), 10_000, 60);
    }

    /** The same for other pages. */
    public EdgeSettings allowing(CorsPolicy newCors) {
        return new EdgeSettings(newCors, requestTimeout, keepAlive, maxConnections, authFailuresPerMinute);
    }
}
