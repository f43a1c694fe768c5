package io.voxlog.ingest.owner.adapter;

import io.voxlog.ingest.audio.RoomAudio;
import io.voxlog.ingest.audio.TrackAudio;
import io.voxlog.ingest.owner.OwnerStep;
import io.voxlog.ingest.room.RoomFacts;
import io.voxlog.schemas.ClosedTrack;
import io.voxlog.schemas.EventSource;
import io.voxlog.schemas.RoomClosed;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.RoomJoined;
import io.voxlog.schemas.TrackClosed;
import java.time.Duration;
import java.util.Comparator;

/** The records an owner writes. */
final class OwnerRecords {
    private OwnerRecords() {}

    static RoomJoined joined(RoomFacts room, String agent) {
        return RoomJoined.newBuilder()
                .setRoomSid(room.sid())
                .setRoomName(room.name())
                .setAgent(agent)
                .setT0Millis(room.t0Millis().orElseThrow())
                .build();
    }

    static TrackClosed closed(String roomSid, long epoch, OwnerStep.TrackEnd end) {
        return TrackClosed.newBuilder()
                .setRoomSid(roomSid)
                .setEpoch(epoch)
                .setParticipantSid(end.track().participantSid())
                .setParticipantIdentity(end.track().participantIdentity())
                .setTrackSid(end.track().trackSid())
                .setEndTicks(end.track().endTicks())
                .setReason(end.reason())
                .build();
    }

    static RoomClosed closed(RoomFacts room, RoomAudio audio) {
        return RoomClosed.newBuilder()
                .setRoomSid(room.sid())
                .setEpoch(audio.epoch())
                .setTracks(audio.tracks().stream()
                        .sorted(Comparator.comparing(TrackAudio::trackSid))
                        .map(track -> ClosedTrack.newBuilder()
                                .setParticipantSid(track.participantSid())
                                .setParticipantIdentity(track.participantIdentity())
                                .setTrackSid(track.trackSid())
                                .build())
                        .toList())
                .setFirstOffset(
                        Math.min(audio.firstOffset(), room.firstAudioOffset().orElse(Long.MAX_VALUE)))
                .setLastOffset(audio.lastOffset())
                .build();
    }

    /** Stamped with the time at which it was due, so that it is the same whoever writes it. */
    static RoomEvent pcmDeleted(RoomFacts room, Duration grace) {
        return RoomEvent.newBuilder()
                .setId("pcm_deleted/" + room.sid())
                .setType("pcm_deleted")
                .setRoomSid(room.sid())
                .setRoomName(room.name())
                .setSource(EventSource.OWNER)
                .setCreatedAtMillis(room.sealedAtMillis().orElse(0) + grace.toMillis())
                .build();
    }
}
