package io.voxlog.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.voxlog.ingest.audio.AudioFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A source without manners: sends what it is told, remembers what it hears. */
final class RawSource {
    private final WebSocketClient client;
    private final WebSocket socket;
    private final AtomicInteger closeCode = new AtomicInteger();
    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();

    private RawSource(WebSocketClient client, WebSocket socket) {
        this.client = client;
        this.socket = socket;
        socket.closeHandler(closed -> closeCode.set(socket.closeStatusCode()));
        socket.textMessageHandler(text -> heard.add(new JsonObject(text)));
    }

    static RawSource connect(IngestFixture ingest, String token) {
        WebSocketClient client = ingest.vertx.createWebSocketClient();
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setAbsoluteURI(ingest.uri("ws", "/audio").toString())
                .putHeader("Authorization", token);
        return IngestFixture.await(client.connect(options).map(made -> new RawSource(client, made)));
    }

    /** Opens a track whose start is declared as 0. */
    static RawSource open(IngestFixture ingest, String token, String roomSid, String trackSid) {
        RawSource source = connect(ingest, token);
        source.text("{\"type\":\"open\",\"roomSid\":\"" + roomSid + "\",\"trackSid\":\"" + trackSid
                + "\",\"startMillis\":0,\"colour\":\"unknown fields are tolerated\"}");
        return source;
    }

    RawSource text(String text) {
        IngestFixture.await(socket.writeTextMessage(text));
        return this;
    }

    RawSource bytes(byte[] bytes) {
        IngestFixture.await(socket.writeBinaryMessage(Buffer.buffer(bytes)));
        return this;
    }

    RawSource packet(long sequence, long captureTicks) {
        return bytes(new AudioFrame(sequence, captureTicks, IngestFixture.OPUS).encode());
    }

    /** The first message of a type, waited for. */
    JsonObject await(String type) {
        return Awaitility.await("message " + type)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> heard.stream()
                                .filter(message -> message.getString("type").equals(type))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    void awaitAck(long sequence) {
        Awaitility.await("ack of " + sequence)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> heard.stream()
                        .anyMatch(message ->
                                message.getString("type").equals("ack") && message.getLong("sequence") >= sequence));
    }

    /** The close code, waited for. */
    int awaitClose() {
        return Awaitility.await("close")
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(10))
                .until(closeCode::get, code -> code != 0);
    }

    /** Checks how the server ends the connection: the error's code, a remedy, the close code. */
    void awaitRefusal(String code, int closeCode) {
        JsonObject error = await("error");
        if (!error.getString("code").equals(code) || error.getString("remedy").isBlank()) {
            throw new AssertionError("refused otherwise: " + error);
        }
        if (awaitClose() != closeCode) {
            throw new AssertionError("closed with " + awaitClose());
        }
    }

    void drop() {
        socket.close();
        client.close();
    }
}
