package io.voxlog.monitor.api.adapter;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.voxlog.monitor.adapter.kafka.ConfigLog;
import io.voxlog.monitor.api.Problem;
import io.voxlog.monitor.api.ProblemException;
import io.voxlog.monitor.config.ConfigEntry;
import io.voxlog.monitor.config.ConfigKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The configuration on the log. Of secrets only their presence is shown. */
final class ConfigEndpoints {
    static final int MAX_BODY_BYTES = 64 * 1_024;

    private static final List<String> PATHS =
            List.of("/api/config/speechmatics/:name", "/api/config/ai/:service/:usecase", "/api/config/webhook/:name");
    private static final String PREFIX = "/api/config/";

    private final ApiServices services;

    ConfigEndpoints(ApiServices services) {
        this.services = services;
    }

    List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new java.util.ArrayList<>(List.of(Endpoint.get("/api/config", this::list)));
        for (String path : PATHS) {
            endpoints.add(Endpoint.get(path, this::get));
            endpoints.add(new Endpoint(HttpMethod.PUT, path, this::put));
            endpoints.add(new Endpoint(HttpMethod.DELETE, path, this::delete));
        }
        return endpoints;
    }

    private Future<Void> list(RoutingContext exchange) {
        plain(exchange);
        return onLog(exchange, ConfigLog::list).compose(entries -> {
            JsonArray items = new JsonArray();
            entries.forEach(entry -> items.add(json(entry)));
            return Exchange.json(exchange, new JsonObject().put("items", items).toBuffer());
        });
    }

    private Future<Void> get(RoutingContext exchange) {
        plain(exchange);
        ConfigKey key = key(exchange);
        return onLog(exchange, log -> log.get(key))
                .compose(found -> Exchange.json(
                        exchange,
                        json(found.orElseThrow(ConfigEndpoints::unknown)).toBuffer()));
    }

    private Future<Void> put(RoutingContext exchange) {
        plain(exchange);
        ConfigKey key = key(exchange);
        Map<String, ?> fields = body(exchange);
        return onLog(exchange, log -> log.put(key, fields))
                .compose(entry -> Exchange.json(exchange, json(entry).toBuffer()));
    }

    private Future<Void> delete(RoutingContext exchange) {
        Exchange.parameters(exchange, Set.of());
        ConfigKey key = key(exchange);
        return onLog(exchange, log -> log.delete(key)).compose(removed -> {
            if (!removed) {
                throw unknown();
            }
            return exchange.response().setStatusCode(204).end();
        });
    }

    private static void plain(RoutingContext exchange) {
        Exchange.requireJson(exchange);
        Exchange.parameters(exchange, Set.of());
    }

    private static ConfigKey key(RoutingContext exchange) {
        return ConfigKey.parse(exchange.normalizedPath().substring(PREFIX.length()));
    }

    private static Map<String, ?> body(RoutingContext exchange) {
        String type = String.valueOf(exchange.request().getHeader("Content-Type"));
        if (!type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json")) {
            throw new ProblemException(Problem.unsupportedMediaType());
        }
        try {
            JsonObject body = exchange.body().asJsonObject();
            if (body != null) {
                return body.getMap();
            }
        } catch (DecodeException | ClassCastException e) {
            // The parser's message may repeat what was sent, which might be a secret.
        }
        throw new ProblemException(Problem.badRequest("the body must be a JSON object, see /openapi.yaml"));
    }

    private static JsonObject json(ConfigEntry entry) {
        return new JsonObject().put("key", entry.key().toString()).put("fields", new JsonObject(entry.fields()));
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("entry", "GET /api/config lists them"));
    }

    private <T> Future<T> onLog(RoutingContext exchange, Function<ConfigLog, T> call) {
        return exchange.vertx().executeBlocking(() -> call.apply(services.config()), false);
    }
}
