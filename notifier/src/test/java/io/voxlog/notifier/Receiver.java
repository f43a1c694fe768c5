package io.voxlog.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A subscriber's HTTP server on 127.0.0.1; checks signatures with nothing but the JDK. */
public final class Receiver implements AutoCloseable {
    /** Secret of all subscriptions in tests. */
    public static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

    /**
     * What came.
     *
     * @param headers by lower-case name
     */
    public record Received(String path, Map<String, String> headers, String body) {
        public String id() {
            return headers.getOrDefault("webhook-id", "");
        }

        JsonObject json() {
            return new JsonObject(body);
        }

        JsonObject data() {
            return json().getJsonObject("data");
        }

        /** Fails unless the signature is that of the shared secret over id, timestamp and body. */
        public void assertSigned() throws Exception {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
            String signed = id() + "." + headers.get("webhook-timestamp") + "." + body;
            byte[] expected = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            assertThat(headers.get("webhook-signature"))
                    .isEqualTo("v1," + Base64.getEncoder().encodeToString(expected));
        }
    }

    private final Vertx vertx;
    private final int port;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Handler<HttpServerRequest> answer =
            request -> request.response().setStatusCode(204).end();
    private HttpServer server;

    public Receiver(Vertx vertx) throws Exception {
        this.vertx = vertx;
        this.server = listen(0);
        this.port = server.actualPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    public List<Received> received() {
        return received;
    }

    public List<String> ids() {
        return received.stream().map(Received::id).toList();
    }

    /** How it answers from now on. */
    public void answers(Handler<HttpServerRequest> how) {
        answer = how;
    }

    public void answers(int status) {
        answers(request -> request.response().setStatusCode(status).end());
    }

    /** Nobody listens any more, until {@link #up()}. */
    public void down() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    public void up() throws Exception {
        server = listen(port);
    }

    @Override
    public void close() throws Exception {
        down();
    }

    private HttpServer listen(int onPort) throws Exception {
        return vertx.createHttpServer()
                .requestHandler(request -> request.bodyHandler(body -> {
                    Map<String, String> headers = new TreeMap<>();
                    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
                    received.add(new Received(request.uri(), headers, body.toString(StandardCharsets.UTF_8)));
                    answer.handle(request);
                }))
                .listen(onPort, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }
}
