package io.voxlog.analysis.adapter.streams;

import io.voxlog.analysis.room.Change;
import io.voxlog.analysis.room.Closing;
import io.voxlog.analysis.room.Origin;
import io.voxlog.analysis.room.ParticipantFacts;
import io.voxlog.analysis.room.RoomUpdate;
import io.voxlog.analysis.room.Stamp;
import io.voxlog.analysis.room.TrackEnd;
import io.voxlog.analysis.room.TrackKey;
import io.voxlog.schemas.ParticipantInfo;
import io.voxlog.schemas.ParticipantKind;
import io.voxlog.schemas.RoomClosed;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.RoomInfo;
import io.voxlog.schemas.RoomJoined;
import io.voxlog.schemas.TrackClosed;
import io.voxlog.schemas.TrackInfo;
import io.voxlog.schemas.TrackKind;
import io.voxlog.schemas.TrackOpened;
import io.voxlog.schemas.TrackSource;
import org.jspecify.annotations.Nullable;

/** Reads a record of {@code livekit.events} as what it says of its room. */
final class RoomUpdates {
    private RoomUpdates() {}

    static RoomUpdate of(RoomEvent event) {
        return new RoomUpdate(
                new Stamp(event.getCreatedAtMillis(), event.getId()),
                origin(event),
                event.getRoomName(),
                event.getServerId(),
                event.getOrganizationId(),
                details(event.getRoom()),
                change(event));
    }

    private static Origin origin(RoomEvent event) {
        return switch (event.getSource()) {
            case WEBHOOK -> Origin.WEBHOOK;
            case RECONCILER -> Origin.RECONCILER;
            case OWNER -> Origin.OWNER;
            case AUDIO_LOG -> Origin.AUDIO_LOG;
            default -> Origin.UNKNOWN;
        };
    }

    /** Track events carry the room's sid and name only, which is no news of its details. */
    private static RoomUpdate.@Nullable Details details(@Nullable RoomInfo room) {
        if (room == null || (room.getCreationTimeMillis() == null && room.getEmptyTimeoutSeconds() == null)) {
            return null;
        }
        String metadata = room.getMetadata() == null ? "" : room.getMetadata();
        return new RoomUpdate.Details(
                room.getCreationTimeMillis(), room.getEmptyTimeoutSeconds(), metadata, RoomMetadata.switches(metadata));
    }

    private static Change change(RoomEvent event) {
        if (event.getControl() != null && event.getAudioOffset() != null) {
            return control(event.getControl(), event.getAudioOffset());
        }
        ParticipantInfo participant = event.getParticipant();
        return switch (event.getType()) {
            case "room_finished" -> new Change.RoomFinished();
            case "pcm_deleted" -> new Change.PcmDeleted();
            case "participant_joined" ->
                participant == null ? new Change.Nothing() : new Change.ParticipantJoined(facts(participant));
            case "participant_left" ->
                participant == null ? new Change.Nothing() : new Change.ParticipantLeft(facts(participant));
            case "track_published" -> published(participant, event.getTrack());
            default -> new Change.Nothing();
        };
    }

    private static Change control(Object control, long offset) {
        if (control instanceof RoomJoined joined) {
            return new Change.AudioJoined(offset, joined.getT0Millis());
        }
        if (control instanceof TrackOpened opened) {
            TrackKey key =
                    new TrackKey(opened.getParticipantSid(), opened.getParticipantIdentity(), opened.getTrackSid());
            return new Change.TrackOpened(key, source(opened.getSource()), opened.getStartTicks(), offset);
        }
        if (control instanceof TrackClosed closed) {
            TrackKey key =
                    new TrackKey(closed.getParticipantSid(), closed.getParticipantIdentity(), closed.getTrackSid());
            return new Change.TrackClosed(key, new TrackEnd(closed.getEpoch(), offset, closed.getEndTicks()));
        }
        return control instanceof RoomClosed closed
                ? new Change.AudioClosed(closing(closed, offset))
                : new Change.Nothing();
    }

    private static Closing closing(RoomClosed closed, long offset) {
        return new Closing(
                closed.getEpoch(),
                offset,
                closed.getTracks().stream()
                        .map(track -> new TrackKey(
                                track.getParticipantSid(), track.getParticipantIdentity(), track.getTrackSid()))
                        .toList(),
                closed.getFirstOffset(),
                closed.getLastOffset());
    }

    private static Change published(@Nullable ParticipantInfo participant, @Nullable TrackInfo track) {
        if (participant == null || track == null || track.getKind() != TrackKind.AUDIO) {
            return new Change.Nothing();
        }
        TrackKey key = new TrackKey(participant.getSid(), participant.getIdentity(), track.getSid());
        return new Change.TrackPublished(key, source(track.getSource()));
    }

    private static String source(TrackSource source) {
        return source == TrackSource.UNKNOWN ? "" : source.name();
    }

    private static ParticipantFacts facts(ParticipantInfo info) {
        ParticipantMetadata metadata = ParticipantMetadata.of(info.getMetadata());
        String phone = metadata.phoneNumber();
        if (phone == null && info.getKind() == ParticipantKind.SIP) {
            phone = info.getAttributes().get("sip.phoneNumber");
        }
        return new ParticipantFacts(
                info.getSid(),
                info.getIdentity(),
                info.getName(),
                info.getKind().name(),
                info.getHidden(),
                info.getJoinedAtMillis(),
                metadata.contactName(),
                phone);
    }
}
