package io.voxlog.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.voxlog.ingest.client.adapter.AudioSocketClient;
import io.voxlog.ingest.client.adapter.AudioTrack;
import io.voxlog.livekit.AccessTokens;
import io.voxlog.livekit.ApiKeys;
import io.voxlog.livekit.RoomGrants;
import io.voxlog.livekit.WebhookSigner;
import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.RoleContext;
import io.voxlog.runtime.Secret;
import io.voxlog.schemas.RoomParticipant;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.RoomStatus;
import io.voxlog.schemas.Topics;
import io.voxlog.testkit.EmbeddedCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A broker, an ingest role on it, and what tests send to it. */
final class IngestFixture implements AutoCloseable {
    static final String KEY = "devkey";
    static final Secret SECRET = new Secret("secretsecretsecretsecretsecretsecret");
    static final long T0 = 1_790_000_000_000L;

    /** 20 ms of silence in one frame: CELT, fullband. */
    static final byte[] OPUS = {(byte) 0xf8, (byte) 0xff, (byte) 0xfe};

    static final int OPUS_TICKS = 960;

    final EmbeddedCluster cluster = EmbeddedCluster.start();
    final Vertx vertx = Vertx.vertx();
    final HttpClient http = HttpClient.newHttpClient();
    private final KafkaProducer<String, SpecificRecord> producer = cluster.producer();
    private final UnaryOperator<IngestConfig> adapt;
    private IngestRole role;
    private int port;

    IngestFixture() {
        this(config -> config);
    }

    IngestFixture(UnaryOperator<IngestConfig> adapt) {
        this.adapt = adapt;
        this.role = newRole("first", 0);
        startRole();
    }

    /** A role that is not started yet; the caller stops it. */
    IngestRole newRole(String workerId, int onPort) {
        RoleContext context = new RoleContext(
                vertx,
                cluster.settings(),
                cluster.serdes(),
                Clock.systemUTC(),
                workerId,
                new SimpleMeterRegistry(),
                fault -> {});
        return new IngestRole(context, adapt.apply(IngestConfig.of(KEY, SECRET)).listeningOn("127.0.0.1", onPort));
    }

    private void startRole() {
        await(role.start());
        port = role.port();
    }

    void stopRole() {
        await(role.stop());
    }

    /** A new role, as after a restart of the process, on the port of the former one. */
    void restartRole() {
        stopRole();
        role = newRole("first", port);
        startRole();
    }

    IngestRole role() {
        return role;
    }

    URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + port + path);
    }

    HttpResponse<String> webhook(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return webhook(body, new WebhookSigner(KEY, SECRET, Clock.systemUTC()).sign(body));
    }

    HttpResponse<String> webhook(byte[] body, String authorization) {
        return send(request(body, authorization, "application/webhook+json"));
    }

    HttpRequest request(byte[] body, String authorization, String contentType) {
        return HttpRequest.newBuilder(uri("http", "/webhooks/livekit"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", authorization)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Streams describe an active room with participants of these identities; their sids are PA_identity. */
    void room(String sid, String name, String... identities) {
        put(state(sid, name, identities).build());
    }

    RoomState.Builder state(String sid, String name, String... identities) {
        return RoomState.newBuilder()
                .setRoomSid(sid)
                .setRoomName(name)
                .setStatus(RoomStatus.ACTIVE)
                .setT0Millis(T0)
                .setParticipants(List.of(identities).stream()
                        .map(identity -> RoomParticipant.newBuilder()
                                .setSid("PA_" + identity)
                                .setIdentity(identity)
                                .setDisplayName(identity)
                                .build())
                        .toList());
    }

    void put(RoomState state) {
        try {
            producer.send(new ProducerRecord<>(Topics.ROOMS.name(), state.getRoomSid(), state))
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("room state not stored", e);
        }
    }

    String token(String room, String identity) {
        return new AccessTokens(ApiKeys.of(KEY, SECRET), Clock.systemUTC())
                .mint(KEY, identity, RoomGrants.publisher(room), Duration.ofMinutes(5));
    }

    AudioSocketClient client(String roomSid, String roomName, String identity, String trackSid) {
        return client(port, roomSid, roomName, identity, trackSid);
    }

    AudioSocketClient client(int toPort, String roomSid, String roomName, String identity, String trackSid) {
        return new AudioSocketClient(
                vertx,
                URI.create("ws://127.0.0.1:" + toPort + "/audio"),
                AudioTrack.recorded(roomSid, trackSid, "PA_" + identity, 1_000),
                () -> token(roomName, identity),
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(200)));
    }

    static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError("failed: " + e.getCause(), e.getCause());
        } catch (Exception e) {
            throw new AssertionError("not done in time", e);
        }
    }

    @Override
    public void close() {
        stopRole();
        await(vertx.close());
        producer.close(Duration.ZERO);
        cluster.close();
    }
}
