package io.voxlog.monitor.live.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.voxlog.monitor.live.LiveEvent;
import io.voxlog.monitor.live.Position;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventStreamIT {
    @Test
    void aSubscriberThatLeftBeforeItsStreamBeganHoldsNoPlace() throws Exception {
        Vertx vertx = Vertx.vertx();
        CompletableFuture<HttpServerRequest> asked = new CompletableFuture<>();
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        try {
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(request -> {
                        // As after a question to the tables that takes longer than the subscriber waits.
                        request.connection().closeHandler(closed -> vertx.runOnContext(later -> open(request, gone)));
                        asked.complete(request);
                    })
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                asked.get(10, TimeUnit.SECONDS);
            }
            assertThat(gone.get(10, TimeUnit.SECONDS))
                    .as("ended, and told so, when opened")
                    .isTrue();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static void open(HttpServerRequest request, CompletableFuture<Boolean> gone) {
        try {
            CompletableFuture<EventStream> told = new CompletableFuture<>();
            EventStream stream =
                    new EventStream(request, new Position(Map.of()), 10, LiveEvent.TYPES, () -> told.cancel(false));
            stream.open(true, told::complete);
            gone.complete(stream.ended() && told.getNow(null) == stream);
        } catch (RuntimeException e) {
            gone.completeExceptionally(e);
        }
    }
}
