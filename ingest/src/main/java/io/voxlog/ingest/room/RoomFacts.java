package io.voxlog.ingest.room;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A room as Streams last described it in {@code rooms}.
 *
 * @param t0Millis room time zero in Unix milliseconds, once known
 * @param finished LiveKit has closed the room
 * @param audioClosed RoomClosed was seen: no audio is taken any more
 * @param firstAudioOffset of the room's first record in livekit.audio, once known
 * @param sealedAtMillis Unix milliseconds of the event that sealed its transcript
 */
public record RoomFacts(
        String sid,
        String name,
        OptionalLong t0Millis,
        boolean finished,
        boolean audioClosed,
        List<Member> members,
        List<KnownTrack> tracks,
        OptionalLong firstAudioOffset,
        OptionalLong sealedAtMillis,
        boolean pcmDeleted) {
    public RoomFacts {
        members = List.copyOf(members);
        tracks = List.copyOf(tracks);
    }

    /**
     * A participant.
     *
     * @param joinedAtMillis Unix milliseconds; 0 if unknown
     */
    public record Member(String sid, String identity, long joinedAtMillis, boolean left) {}

    /**
     * A track.
     *
     * @param startTicks position of its capture time zero; empty until audio came
     * @param endTicks position of its end; empty while it is open
     * @param transcribed whether its last final is on the log
     */
    public record KnownTrack(
            String participantSid,
            String participantIdentity,
            String trackSid,
            OptionalLong startTicks,
            OptionalLong endTicks,
            boolean transcribed) {}

    /** The participant who bears this identity now, or bore it last: a full reconnect brings a new sid. */
    public Optional<Member> memberByIdentity(String identity) {
        return members.stream()
                .filter(member -> member.identity().equals(identity))
                .max(Comparator.comparing((Member member) -> !member.left()).thenComparingLong(Member::joinedAtMillis));
    }

    public Optional<Member> memberBySid(String sid) {
        return members.stream().filter(member -> member.sid().equals(sid)).findFirst();
    }

    public Optional<KnownTrack> track(String trackSid) {
        return tracks.stream()
                .filter(track -> track.trackSid().equals(trackSid))
                .findFirst();
    }

    /** Every track that has audio is transcribed, and no more will come. */
    public boolean transcribed() {
        return audioClosed
                && tracks.stream().allMatch(track -> track.startTicks().isEmpty() || track.transcribed());
    }
}
