package io.voxlog.analysis.room;

/** Which track, and whose. The identity is empty where the event does not carry it. */
public record TrackKey(String participantSid, String participantIdentity, String trackSid) {
    TrackKey or(TrackKey other) {
        return new TrackKey(
                participantSid.isEmpty() ? other.participantSid : participantSid,
                participantIdentity.isEmpty() ? other.participantIdentity : participantIdentity,
                trackSid);
    }
}
