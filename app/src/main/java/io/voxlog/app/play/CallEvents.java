package io.voxlog.app.play;

import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.Room;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitWebhook.WebhookEvent;

/**
 * The webhooks of one played call, shaped as LiveKit shapes them: full room and participant on joins, sids only on
 * tracks. Their times follow from t0 and the call's length alone, so that playing a call again gives the same events.
 */
final class CallEvents {
    private final String roomSid;
    private final String roomName;
    private final long t0Millis;
    private final long endMillis;

    /** @param endMillis when the call is over, Unix milliseconds */
    CallEvents(String roomSid, String roomName, long t0Millis, long endMillis) {
        this.roomSid = roomSid;
        this.roomName = roomName;
        this.t0Millis = t0Millis;
        this.endMillis = endMillis;
    }

    WebhookEvent roomStarted() {
        return event("room_started", t0Millis, "").setRoom(fullRoom()).build();
    }

    WebhookEvent participantJoined(CallParticipant participant) {
        return event("participant_joined", t0Millis, participant.identity())
                .setRoom(fullRoom())
                .setParticipant(fullParticipant(participant, ParticipantInfo.State.ACTIVE))
                .build();
    }

    WebhookEvent trackPublished(CallParticipant participant) {
        return track("track_published", t0Millis, participant);
    }

    WebhookEvent trackUnpublished(CallParticipant participant) {
        return track("track_unpublished", endMillis, participant);
    }

    WebhookEvent participantLeft(CallParticipant participant) {
        return event("participant_left", endMillis, participant.identity())
                .setRoom(fullRoom())
                .setParticipant(fullParticipant(participant, ParticipantInfo.State.DISCONNECTED))
                .build();
    }

    WebhookEvent roomFinished() {
        return event("room_finished", endMillis, "").setRoom(fullRoom()).build();
    }

    private WebhookEvent track(String type, long atMillis, CallParticipant participant) {
        String identity = participant.identity();
        return event(type, atMillis, identity)
                .setRoom(Room.newBuilder().setSid(roomSid).setName(roomName))
                .setParticipant(ParticipantInfo.newBuilder()
                        .setSid(Sids.participant(roomSid, identity))
                        .setIdentity(identity))
                .setTrack(TrackInfo.newBuilder()
                        .setSid(Sids.track(roomSid, identity))
                        .setType(TrackType.AUDIO)
                        .setSource(TrackSource.MICROPHONE)
                        .setName("mic")
                        .setMimeType("audio/opus"))
                .build();
    }

    private WebhookEvent.Builder event(String type, long atMillis, String identity) {
        return WebhookEvent.newBuilder()
                .setId(Sids.event(roomSid, type, identity))
                .setEvent(type)
                .setCreatedAt(atMillis / 1_000);
    }

    private Room fullRoom() {
        return Room.newBuilder()
                .setSid(roomSid)
                .setName(roomName)
                .setEmptyTimeout(300)
                .setCreationTime(t0Millis / 1_000)
                .setCreationTimeMs(t0Millis)
                .build();
    }

    private ParticipantInfo fullParticipant(CallParticipant participant, ParticipantInfo.State state) {
        return ParticipantInfo.newBuilder()
                .setSid(Sids.participant(roomSid, participant.identity()))
                .setIdentity(participant.identity())
                .setName(participant.displayName())
                .setState(state)
                .setJoinedAt(t0Millis / 1_000)
                .setJoinedAtMs(t0Millis)
                .setIsPublisher(true)
                .build();
    }
}
