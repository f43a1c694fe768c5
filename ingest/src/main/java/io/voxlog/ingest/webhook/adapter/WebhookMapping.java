package io.voxlog.ingest.webhook.adapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.util.JsonFormat;
import io.voxlog.ingest.webhook.OrganizationRule;
import io.voxlog.ingest.webhook.RoomOrigin;
import io.voxlog.schemas.EventSource;
import io.voxlog.schemas.ParticipantInfo;
import io.voxlog.schemas.ParticipantKind;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.RoomInfo;
import io.voxlog.schemas.TrackInfo;
import io.voxlog.schemas.TrackKind;
import io.voxlog.schemas.TrackSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import livekit.LivekitModels;
import livekit.LivekitWebhook.WebhookEvent;
import org.jspecify.annotations.Nullable;

/**
 * LiveKit's WebhookEvent (protobuf JSON, livekit_webhook.proto) as a RoomEvent. Unknown fields, events and enum values
 * are tolerated: the raw payload keeps them. LiveKit omits fields at their default, so an audio track comes without a
 * type.
 */
public final class WebhookMapping {
    private static final JsonFactory JSON = new JsonFactory();

    private static final Set<String> KNOWN_FIELDS = WebhookEvent.getDescriptor().getFields().stream()
            .flatMap(field -> Stream.of(field.getName(), field.getJsonName()))
            .collect(Collectors.toUnmodifiableSet());

    private final OrganizationRule organizations;

    public WebhookMapping(OrganizationRule organizations) {
        this.organizations = organizations;
    }

    /**
     * Parses a verified body.
     *
     * @param serverId configured name of the server that signed it
     * @param signedAtMillis stands in where the event carries no time
     * @throws IOException if it is no WebhookEvent in protobuf JSON
     */
    ReceivedEvent map(byte[] body, String serverId, long signedAtMillis) throws IOException {
        Set<String> unknown = unknownFields(body);
        WebhookEvent.Builder parsed = WebhookEvent.newBuilder();
        JsonFormat.parser().ignoringUnknownFields().merge(new String(body, StandardCharsets.UTF_8), parsed);
        WebhookEvent event = parsed.build();
        String sid = firstOf(
                event.getRoom().getSid(),
                event.getEgressInfo().getRoomId(),
                event.getIngressInfo().getState().getRoomId());
        String name = firstOf(
                event.getRoom().getName(),
                event.getEgressInfo().getRoomName(),
                event.getIngressInfo().getRoomName());
        RoomOrigin origin = new RoomOrigin(serverId, name, event.getRoom().getMetadata());
        RoomEvent mapped = RoomEvent.newBuilder()
                .setId(event.getId().isEmpty() ? "sha256:" + hex(body) : event.getId())
                .setType(event.getEvent())
                .setRoomSid(sid)
                .setRoomName(name)
                .setSource(EventSource.WEBHOOK)
                .setCreatedAtMillis(event.getCreatedAt() == 0 ? signedAtMillis : event.getCreatedAt() * 1_000)
                .setServerId(serverId)
                .setOrganizationId(organizations.resolve(origin).orElse(null))
                .setRoom(event.hasRoom() ? room(event.getRoom()) : null)
                .setParticipant(event.hasParticipant() ? participant(event.getParticipant()) : null)
                .setTrack(event.hasTrack() ? track(event.getTrack()) : null)
                .setPayload(ByteBuffer.wrap(body))
                .build();
        boolean full = creationMillis(event.getRoom()).isPresent();
        return new ReceivedEvent(firstOf(sid, name, serverId), mapped, full, unknown);
    }

    private static RoomInfo room(LivekitModels.Room room) {
        Optional<Long> created = creationMillis(room);
        return RoomInfo.newBuilder()
                .setSid(room.getSid())
                .setName(room.getName())
                .setCreationTimeMillis(created.orElse(null))
                .setEmptyTimeoutSeconds(created.isPresent() ? (Integer) room.getEmptyTimeout() : null)
                .setMetadata(created.isPresent() ? room.getMetadata() : null)
                .build();
    }

    private static Optional<Long> creationMillis(LivekitModels.Room room) {
        if (room.getCreationTimeMs() != 0) {
            return Optional.of(room.getCreationTimeMs());
        }
        return room.getCreationTime() == 0 ? Optional.empty() : Optional.of(room.getCreationTime() * 1_000);
    }

    private static ParticipantInfo participant(LivekitModels.ParticipantInfo participant) {
        return ParticipantInfo.newBuilder()
                .setSid(participant.getSid())
                .setIdentity(participant.getIdentity())
                .setName(participant.getName())
                .setKind(named(ParticipantKind.values(), participant.getKind(), ParticipantKind.UNKNOWN))
                .setJoinedAtMillis(joinedMillis(participant))
                .setMetadata(participant.getMetadata())
                .setAttributes(Map.copyOf(participant.getAttributesMap()))
                .setHidden(participant.getPermission().getHidden())
                .setDisconnectReason(
                        participant.getDisconnectReasonValue() == 0
                                ? ""
                                : participant.getDisconnectReason().name())
                .build();
    }

    private static @Nullable Long joinedMillis(LivekitModels.ParticipantInfo participant) {
        if (participant.getJoinedAtMs() != 0) {
            return participant.getJoinedAtMs();
        }
        return participant.getJoinedAt() == 0 ? null : participant.getJoinedAt() * 1_000;
    }

    private static TrackInfo track(LivekitModels.TrackInfo track) {
        return TrackInfo.newBuilder()
                .setSid(track.getSid())
                .setKind(named(TrackKind.values(), track.getType(), TrackKind.UNKNOWN))
                .setSource(named(TrackSource.values(), track.getSource(), TrackSource.UNKNOWN))
                .setName(track.getName())
                .setMimeType(track.getMimeType())
                .setMuted(track.getMuted())
                .setEncrypted(track.getEncryptionValue() != 0)
                .build();
    }

    /** Our symbol of the same name; a value that came after this version is unknown. */
    private static <T extends Enum<T>> T named(T[] ours, Enum<?> theirs, T unknown) {
        for (T candidate : ours) {
            if (candidate.name().equals(theirs.name())) {
                return candidate;
            }
        }
        return unknown;
    }

    /**
     * Only the names of the top level are looked at: a tree of the whole body would double its cost. Comes first, as
     * this parser bounds nesting and the length of numbers, on which protobuf's would spend seconds.
     */
    private static Set<String> unknownFields(byte[] body) throws IOException {
        Set<String> unknown = new HashSet<>();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "an event is an object");
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                if (!KNOWN_FIELDS.contains(field)) {
                    unknown.add(field);
                }
                json.nextToken();
                json.skipChildren();
            }
        }
        return unknown;
    }

    private static String firstOf(String... candidates) {
        for (String candidate : candidates) {
            if (!candidate.isEmpty()) {
                return candidate;
            }
        }
        return "";
    }

    private static String hex(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
