package io.voxlog.livekit.server.adapter;

import io.vertx.core.Future;
import io.voxlog.livekit.EgressTicket;
import io.voxlog.livekit.EgressTickets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import livekit.LivekitEgress.EgressInfo;
import livekit.LivekitEgress.ListEgressRequest;
import livekit.LivekitEgress.ListEgressResponse;
import livekit.LivekitEgress.StopEgressRequest;
import livekit.LivekitEgress.TrackEgressRequest;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.Room;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackType;
import livekit.LivekitRoom.ListParticipantsRequest;
import livekit.LivekitRoom.ListParticipantsResponse;
import livekit.LivekitRoom.ListRoomsRequest;
import livekit.LivekitRoom.ListRoomsResponse;

/**
 * Starts and stops LiveKit's track egress towards our {@code /audio/egress}. It needs a LiveKit with an egress service;
 * one without answers unavailable. Futures fail with {@link TwirpException}.
 */
public final class EgressApi {
    /** Long enough for an egress worker to be found and started; the token is for its one connection. */
    private static final Duration TICKET_TTL = Duration.ofMinutes(5);

    private static final Map<String, Object> RECORD = Map.of("roomRecord", true);

    private final TwirpClient server;
    private final EgressTickets tickets;
    private final String apiKey;

    /** @param apiKey signs the tickets: one that the ingest role knows */
    public EgressApi(TwirpClient server, EgressTickets tickets, String apiKey) {
        this.server = server;
        this.tickets = tickets;
        this.apiKey = apiKey;
    }

    /**
     * Starts the egress of an audio track.
     *
     * @param endpoint our {@code /audio/egress} as LiveKit's egress can reach it: ws or wss
     */
    public Future<StartedEgress> startTrackEgress(String roomName, String trackSid, URI endpoint) {
        return room(roomName)
                .compose(room -> publisher(roomName, trackSid).compose(publisher -> {
                    TrackInfo track = publisher.getTracksList().stream()
                            .filter(candidate -> candidate.getSid().equals(trackSid))
                            .findFirst()
                            .orElseThrow();
                    if (track.getType() != TrackType.AUDIO) {
                        return Future.failedFuture(
                                new TwirpException("invalid_argument", "track " + trackSid + " is no audio track"));
                    }
                    EgressTicket ticket = new EgressTicket(
                            roomName,
                            room.getSid(),
                            publisher.getSid(),
                            publisher.getIdentity(),
                            trackSid,
                            track.getSource().name().toLowerCase(Locale.ROOT));
                    return start(roomName, trackSid, withToken(endpoint, tickets.mint(apiKey, ticket, TICKET_TTL)));
                }));
    }

    /** Ends an egress. */
    public Future<StartedEgress> stop(String egressId) {
        StopEgressRequest request =
                StopEgressRequest.newBuilder().setEgressId(egressId).build();
        return server.call("Egress", "StopEgress", request, EgressInfo.parser(), RECORD)
                .map(StartedEgress::of);
    }

    /** The room's egresses, ended ones included as long as LiveKit knows them. */
    public Future<List<StartedEgress>> list(String roomName) {
        ListEgressRequest request =
                ListEgressRequest.newBuilder().setRoomName(roomName).build();
        return server.call("Egress", "ListEgress", request, ListEgressResponse.parser(), RECORD)
                .map(found ->
                        found.getItemsList().stream().map(StartedEgress::of).toList());
    }

    private Future<StartedEgress> start(String roomName, String trackSid, String url) {
        TrackEgressRequest request = TrackEgressRequest.newBuilder()
                .setRoomName(roomName)
                .setTrackId(trackSid)
                .setWebsocketUrl(url)
                .build();
        return server.call("Egress", "StartTrackEgress", request, EgressInfo.parser(), RECORD)
                .map(StartedEgress::of);
    }

    private Future<Room> room(String name) {
        ListRoomsRequest request = ListRoomsRequest.newBuilder().addNames(name).build();
        return server.call("RoomService", "ListRooms", request, ListRoomsResponse.parser(), Map.of("roomList", true))
                .compose(found -> found.getRoomsCount() == 0
                        ? Future.failedFuture(new TwirpException("not_found", "LiveKit has no room named " + name))
                        : Future.succeededFuture(found.getRooms(0)));
    }

    private Future<ParticipantInfo> publisher(String roomName, String trackSid) {
        ListParticipantsRequest request =
                ListParticipantsRequest.newBuilder().setRoom(roomName).build();
        Map<String, Object> admin = Map.of("roomAdmin", true, "room", roomName);
        return server.call("RoomService", "ListParticipants", request, ListParticipantsResponse.parser(), admin)
                .compose(found -> found.getParticipantsList().stream()
                        .filter(participant -> participant.getTracksList().stream()
                                .anyMatch(track -> track.getSid().equals(trackSid)))
                        .findFirst()
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(new TwirpException(
                                "not_found", "nobody in room " + roomName + " publishes track " + trackSid))));
    }

    private static String withToken(URI endpoint, String token) {
        String separator = endpoint.getRawQuery() == null ? "?" : "&";
        return endpoint + separator + "token=" + java.net.URLEncoder.encode(token, StandardCharsets.UTF_8);
    }
}
