package io.voxlog.analysis.room;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the events of one room (one sid) say of it. Folding is a join: {@link #with} gives the same result in
 * whatever order the same updates come and however often each does. The one exception is by intent: of different
 * creation times the first stored is kept.
 *
 * @param participants by sid, hidden ones included
 * @param tracks by sid, audio only
 * @param closedMillis stamp of the earliest room_finished, Unix milliseconds; null before
 */
public record RoomFold(
        String roomSid,
        RoomDescription description,
        Map<String, Participant> participants,
        Map<String, Track> tracks,
        AudioLog audio,
        @Nullable Long closedMillis,
        boolean pcmDeleted) {
    private static final Comparator<Participant> BY_JOINING = Comparator.<Participant>comparingLong(
                    participant -> participant.joinedAtMillis().orElse(Long.MAX_VALUE))
            .thenComparing(Participant::sid);
    private static final Comparator<Track> BY_START = Comparator.<Track>comparingLong(
                    track -> track.startTicks() == null ? Long.MAX_VALUE : track.startTicks())
            .thenComparing(track -> track.key().trackSid());

    public RoomFold {
        participants = Map.copyOf(participants);
        tracks = Map.copyOf(tracks);
    }

    /** A room of which nothing is known yet. */
    public static RoomFold of(String roomSid) {
        return new RoomFold(roomSid, RoomDescription.NOTHING, Map.of(), Map.of(), AudioLog.NOTHING, null, false);
    }

    /** This room with one more event joined in. */
    public RoomFold with(RoomUpdate update) {
        return update.change().on(withDescription(description.with(update)), update.stamp());
    }

    public Phase phase() {
        if (closedMillis != null) {
            return Phase.COMPLETED;
        }
        return participants.values().stream().anyMatch(Participant::human) ? Phase.ACTIVE : Phase.PENDING;
    }

    /** Those who are in the room for others to see, in order of joining; hidden recorders are left out. */
    public List<Participant> visibleParticipants() {
        return participants.values().stream()
                .filter(participant -> !participant.hidden())
                .sorted(BY_JOINING)
                .toList();
    }

    /** The tracks in order of their first sample, those without audio last. */
    public List<Track> orderedTracks() {
        return tracks.values().stream().sorted(BY_START).toList();
    }

    /** When a participant left: by its own event, at the latest with the room. Null while it is in. */
    public @Nullable Long leftMillis(Participant participant) {
        return participant.leftMillis() == null ? closedMillis : participant.leftMillis();
    }

    /** What to call a participant; its identity if the room does not know it. */
    public String displayName(String participantSid, String identity) {
        Participant participant = participants.get(participantSid);
        return participant == null || participant.displayName().isEmpty() ? identity : participant.displayName();
    }

    RoomFold withParticipant(Participant participant) {
        Map<String, Participant> more = new HashMap<>(participants);
        more.merge(participant.sid(), participant, Participant::join);
        return new RoomFold(roomSid, description, more, tracks, audio, closedMillis, pcmDeleted);
    }

    RoomFold withTrack(Track track) {
        Map<String, Track> more = new HashMap<>(tracks);
        more.merge(track.key().trackSid(), track, Track::join);
        return new RoomFold(roomSid, description, participants, more, audio, closedMillis, pcmDeleted);
    }

    RoomFold withAudio(AudioLog newAudio) {
        return new RoomFold(roomSid, description, participants, tracks, newAudio, closedMillis, pcmDeleted);
    }

    RoomFold withT0(long millis) {
        return withDescription(description.withT0(millis));
    }

    RoomFold closedAt(long millis) {
        Long earliest = Least.of(closedMillis, millis);
        return new RoomFold(roomSid, description, participants, tracks, audio, earliest, pcmDeleted);
    }

    RoomFold withPcmDeleted() {
        return new RoomFold(roomSid, description, participants, tracks, audio, closedMillis, true);
    }

    private RoomFold withDescription(RoomDescription newDescription) {
        return new RoomFold(roomSid, newDescription, participants, tracks, audio, closedMillis, pcmDeleted);
    }
}
