package io.voxlog.monitor.api.adapter;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/**
 * A route of the API.
 *
 * @param path as Vert.x Web has it, parameters with a colon
 * @param handler sends the answer, or fails with what becomes a problem
 */
record Endpoint(HttpMethod method, String path, Function<RoutingContext, Future<?>> handler) {
    static Endpoint get(String path, Function<RoutingContext, Future<?>> handler) {
        return new Endpoint(HttpMethod.GET, path, handler);
    }
}
