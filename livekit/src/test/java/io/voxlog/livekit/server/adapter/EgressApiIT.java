package io.voxlog.livekit.server.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.voxlog.livekit.AccessTokens;
import io.voxlog.livekit.ApiKeys;
import io.voxlog.livekit.EgressTicket;
import io.voxlog.livekit.EgressTickets;
import io.voxlog.livekit.TokenRefusal;
import io.voxlog.runtime.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import livekit.LivekitEgress.EgressInfo;
import livekit.LivekitEgress.EgressStatus;
import livekit.LivekitEgress.ListEgressResponse;
import livekit.LivekitEgress.StopEgressRequest;
import livekit.LivekitEgress.TrackEgressRequest;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.Room;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitRoom.ListParticipantsResponse;
import livekit.LivekitRoom.ListRoomsResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a double of LiveKit's server API that checks each call to the letter. */
final class EgressApiIT {
    private static final String KEY = "devkey";
    private static final Secret SECRET = new Secret("secretsecretsecretsecretsecretsecret");
    private static final ApiKeys KEYS = ApiKeys.of(KEY, SECRET);

    /** A call as the double saw it. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Call(String path, Map<String, Object> video, byte[] body) {}

    private final Vertx vertx = Vertx.vertx();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private EgressApi api;

    @BeforeEach
    void start() {
        server = await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
        api = api(URI.create("ws://127.0.0.1:" + server.actualPort() + "/"));
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private EgressApi api(URI url) {
        Clock clock = Clock.systemUTC();
        TwirpClient client = new TwirpClient(vertx, url, new AccessTokens(KEYS, clock), KEY);
        return new EgressApi(client, new EgressTickets(KEYS, clock), KEY);
    }

    @Test
    void startsATrackEgressWithATicketForOneTrack() throws Exception {
        StartedEgress started =
                await(api.startTrackEgress("standup", "TR_mic", URI.create("wss://voxlog.example/audio/egress")));

        assertThat(started).isEqualTo(new StartedEgress("EG_1", "standup", "TR_mic", "STARTING", ""));
        assertThat(calls.stream().map(Call::path))
                .containsExactly(
                        "/twirp/livekit.RoomService/ListRooms",
                        "/twirp/livekit.RoomService/ListParticipants",
                        "/twirp/livekit.Egress/StartTrackEgress");
        assertThat(calls.stream().map(Call::video))
                .containsExactly(
                        Map.of("roomList", true),
                        Map.of("roomAdmin", true, "room", "standup"),
                        Map.of("roomRecord", true));
        TrackEgressRequest request = TrackEgressRequest.parseFrom(calls.get(2).body());
        String url = request.getWebsocketUrl();
        assertThat(request)
                .isEqualTo(TrackEgressRequest.newBuilder()
                        .setRoomName("standup")
                        .setTrackId("TR_mic")
                        .setWebsocketUrl(url)
                        .build());
        assertThat(url).startsWith("wss://voxlog.example/audio/egress?token=");
        String token = url.substring(url.indexOf('=') + 1);
        assertThat(new EgressTickets(KEYS, Clock.systemUTC()).verify(token))
                .isInstanceOfSatisfying(
                        EgressTickets.Verdict.Accepted.class,
                        accepted -> assertThat(accepted.ticket())
                                .isEqualTo(new EgressTicket(
                                        "standup", "RM_1", "PA_alice", "alice", "TR_mic", "microphone")));
        assertThat(JWT.decode(token).getClaim("video").asMap())
                .as("of no use in the room itself")
                .isEqualTo(Map.of(
                        "room", "standup",
                        "roomJoin", false,
                        "canPublish", false,
                        "canSubscribe", false,
                        "canPublishData", false));
    }

    @Test
    void stopsAndLists() throws Exception {
        assertThat(await(api.stop("EG_1")).status()).isEqualTo("ENDING");
        assertThat(StopEgressRequest.parseFrom(calls.get(0).body()).getEgressId())
                .isEqualTo("EG_1");
        assertThat(await(api.list("standup")))
                .extracting(StartedEgress::egressId)
                .containsExactly("EG_1");
    }

    @Test
    void refusalsKeepTwirpsCodeAndSayWhatToDo() {
        URI endpoint = URI.create("ws://voxlog.example/audio/egress");
        assertThatThrownBy(() -> await(api.startTrackEgress("nowhere", "TR_mic", endpoint)))
                .cause()
                .hasMessageContaining("no room named nowhere");
        assertThatThrownBy(() -> await(api.startTrackEgress("standup", "TR_none", endpoint)))
                .cause()
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> await(api.startTrackEgress("standup", "TR_cam", endpoint)))
                .cause()
                .hasMessageContaining("no audio track");
        assertThatThrownBy(() -> await(api.stop("EG_gone")))
                .cause()
                .isInstanceOfSatisfying(TwirpException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("unavailable");
                    assertThat(refused.retryable()).isTrue();
                    assertThat(refused).hasMessageContaining("egress not connected");
                });
        assertThatThrownBy(() -> await(api.stop("EG_proxy")))
                .cause()
                .hasMessageContaining("http_404")
                .hasMessageContaining("LIVEKIT_URL");
        assertThatThrownBy(() -> await(api(URI.create("http://127.0.0.1:1")).stop("EG_1")))
                .cause()
                .hasMessageContaining("cannot be reached")
                .hasMessageNotContaining(SECRET.reveal());
        assertThatThrownBy(() -> api(URI.create("ftp://livekit"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRoomTokenIsNoTicketAndATicketIsNoRoomToken() {
        EgressTickets tickets = new EgressTickets(KEYS, Clock.systemUTC());
        AccessTokens tokens = new AccessTokens(KEYS, Clock.systemUTC());
        String room = tokens.mintForServer(KEY, Map.of("roomJoin", true, "room", "standup"), Duration.ofMinutes(1));

        assertThat(tickets.verify(room)).isEqualTo(new EgressTickets.Verdict.Refused(TokenRefusal.WRONG_PURPOSE));
        assertThat(tickets.verify(null)).isEqualTo(new EgressTickets.Verdict.Refused(TokenRefusal.MISSING));
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            DecodedJWT token = JWT.require(Algorithm.HMAC256(SECRET.reveal()))
                    .withIssuer(KEY)
                    .build()
                    .verify(request.getHeader("Authorization").substring("Bearer ".length()));
            assertThat(request.getHeader("Content-Type")).isEqualTo("application/protobuf");
            calls.add(new Call(request.path(), token.getClaim("video").asMap(), body.getBytes()));
            if (body.toString().contains("EG_gone")) {
                request.response()
                        .setStatusCode(503)
                        .end("{\"code\":\"unavailable\",\"msg\":\"egress not connected\"}");
            } else if (body.toString().contains("EG_proxy")) {
                request.response().setStatusCode(404).end("<html>not here</html>");
            } else {
                request.response()
                        .end(Buffer.buffer(message(request.path(), body).toByteArray()));
            }
        });
    }

    private static Message message(String path, Buffer body) {
        EgressInfo.Builder egress = EgressInfo.newBuilder().setEgressId("EG_1").setRoomName("standup");
        egress.getTrackBuilder().setTrackId("TR_mic");
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "ListRooms" ->
                body.toString().contains("nowhere")
                        ? ListRoomsResponse.getDefaultInstance()
                        : ListRoomsResponse.newBuilder()
                                .addRooms(Room.newBuilder().setSid("RM_1").setName("standup"))
                                .build();
            case "ListParticipants" ->
                ListParticipantsResponse.newBuilder()
                        .addParticipants(ParticipantInfo.newBuilder()
                                .setSid("PA_alice")
                                .setIdentity("alice")
                                .addTracks(
                                        TrackInfo.newBuilder().setSid("TR_cam").setType(TrackType.VIDEO))
                                .addTracks(TrackInfo.newBuilder()
                                        .setSid("TR_mic")
                                        .setType(TrackType.AUDIO)
                                        .setSource(TrackSource.MICROPHONE)))
                        .build();
            case "StartTrackEgress" -> egress.build();
            case "StopEgress" -> egress.setStatus(EgressStatus.EGRESS_ENDING).build();
            case "ListEgress" ->
                ListEgressResponse.newBuilder().addItems(egress).build();
            default -> throw new AssertionError(path);
        };
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError("failed", e.getCause());
        } catch (Exception e) {
            throw new AssertionError("not done in time", e);
        }
    }
}
