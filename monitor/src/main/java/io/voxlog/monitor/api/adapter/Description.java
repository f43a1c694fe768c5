package io.voxlog.monitor.api.adapter;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The OpenAPI document, as it is. */
final class Description {
    private final Buffer document;

    Description() {
        try (InputStream file = Objects.requireNonNull(
                Description.class.getResourceAsStream("/openapi.yaml"), "openapi.yaml is not in the jar")) {
            document = Buffer.buffer(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Future<Void> send(RoutingContext exchange) {
        return Exchange.send(exchange, "application/yaml", document);
    }
}
