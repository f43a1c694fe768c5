package io.voxlog.stt.adapter.kafka;

import io.voxlog.schemas.Keys;
import io.voxlog.schemas.SttCheckpoint;
import io.voxlog.stt.session.Checkpoint;
import io.voxlog.stt.session.Track;
import io.voxlog.stt.session.TrackCommit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The checkpoints of the tracks of one partition as they stand in the log. Confined to one thread. */
final class Checkpoints {
    private record Entry(String roomSid, String participantSid, String trackSid, Checkpoint checkpoint) {}

    private final Map<String, Entry> entries = new HashMap<>();

    /** @param stored as read from the log, by key */
    Checkpoints(Map<String, SttCheckpoint> stored) {
        stored.forEach((key, it) -> entries.put(
                key, new Entry(it.getRoomSid(), it.getParticipantSid(), it.getTrackSid(), SttRecords.checkpoint(it))));
    }

    /** {@link Checkpoint#NONE} if nothing is stored of the track. */
    Checkpoint of(Track track) {
        Entry entry = entries.get(key(track));
        return entry == null ? Checkpoint.NONE : entry.checkpoint();
    }

    /** Whether all of the track is transcribed. */
    boolean finished(String roomSid, String trackSid) {
        Entry entry = entries.get(Keys.checkpoint(roomSid, SttRecords.RUN, trackSid));
        return entry != null && entry.checkpoint().finished();
    }

    /** Sids of the room's tracks that are begun and not finished. */
    Set<String> unfinished(String roomSid) {
        return entries.values().stream()
                .filter(entry ->
                        entry.roomSid().equals(roomSid) && !entry.checkpoint().finished())
                .map(Entry::trackSid)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Sids of the participant's tracks that are begun and not finished. */
    Set<String> unfinished(String roomSid, String participantSid) {
        Set<String> tracks = new HashSet<>();
        for (Entry entry : entries.values()) {
            if (entry.roomSid().equals(roomSid)
                    && entry.participantSid().equals(participantSid)
                    && !entry.checkpoint().finished()) {
                tracks.add(entry.trackSid());
            }
        }
        return tracks;
    }

    void stored(TrackCommit commit) {
        Track track = commit.track();
        entries.put(
                key(track), new Entry(track.roomSid(), track.participantSid(), track.trackSid(), commit.checkpoint()));
    }

    private static String key(Track track) {
        return Keys.checkpoint(track.roomSid(), SttRecords.RUN, track.trackSid());
    }
}
