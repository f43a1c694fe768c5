package io.voxlog.stt.adapter.kafka;

import io.voxlog.runtime.LogKey;
import io.voxlog.schemas.Keys;
import io.voxlog.stt.session.Checkpoint;
import io.voxlog.stt.session.PcmRecord;
import io.voxlog.stt.session.SessionContext;
import io.voxlog.stt.session.Track;
import io.voxlog.stt.session.TrackCommit;
import io.voxlog.stt.session.TrackSession;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of the unfinished tracks in one partition of the shared PCM topic, by key. Made from the records
 * themselves, so a track that its room's state does not know yet is not missed. Confined to one thread.
 */
final class SharedSessions {
    private static final Logger LOG = LoggerFactory.getLogger(SharedSessions.class);

    private final Checkpoints checkpoints;
    private final SessionContext context;
    private final Map<String, TrackSession> sessions = new LinkedHashMap<>();
    /** Keys of tracks with an unfinished checkpoint of which no record has come yet. */
    private final Set<String> awaited = new HashSet<>();

    private long startedAt;

    SharedSessions(Checkpoints checkpoints, SessionContext context) {
        this.checkpoints = checkpoints;
        this.context = context;
    }

    /** The offset that reading starts at. */
    void startAt(long offset) {
        startedAt = offset;
    }

    /** Audio of this room's unfinished tracks is to come. */
    void await(String roomSid) {
        checkpoints.unfinished(roomSid).forEach(trackSid -> awaited.add(Keys.pcm(roomSid, trackSid)));
    }

    /** Drops what belongs to other rooms than these. */
    void retain(Set<String> rooms) {
        awaited.removeIf(key -> !rooms.contains(Keys.room(key)));
        sessions.entrySet().removeIf(entry -> {
            boolean over = !rooms.contains(Keys.room(entry.getKey()));
            if (over) {
                entry.getValue().close();
            }
            return over;
        });
    }

    boolean has(String key) {
        return sessions.containsKey(key);
    }

    /**
     * Hands a record to its session, which is made if it is the first. False if audio before it is needed that this
     * reading has not met, because the committed offset was moved: then the topic must be read from its start.
     *
     * @param transcribed false where the room wants no transcription
     */
    boolean take(ConsumerRecord<String, byte[]> message, boolean transcribed) {
        Optional<PcmRecord> decoded = PcmCodec.record(message);
        String participantSid = PcmCodec.participant(message);
        if (decoded.isEmpty() || participantSid.isEmpty()) {
            LOG.atWarn()
                    .setMessage("unreadable pcm record skipped")
                    .addKeyValue(LogKey.TOPIC, message.topic())
                    .addKeyValue(LogKey.OFFSET, message.offset())
                    .log();
            return true;
        }
        PcmRecord record = decoded.get();
        String key = message.key();
        TrackSession session = sessions.get(key);
        if (session == null) {
            String roomSid = Keys.room(key);
            String trackSid = key.substring(Math.min(key.length(), roomSid.length() + 1));
            Track track = new Track(roomSid, participantSid, PcmCodec.identity(message), trackSid);
            Checkpoint from = checkpoints.of(track);
            if (awaited.remove(key) && startedAt > 0 && record.startTicks() > from.resumeTicks()) {
                return false;
            }
            session = transcribed
                    ? new TrackSession(track, from, context)
                    : TrackSession.passedOver(track, from, context);
            sessions.put(key, session);
        }
        session.take(record);
        return true;
    }

    List<TrackCommit> due() {
        return sessions.values().stream()
                .map(TrackSession::due)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The lowest offset that any of the tracks needs once these commits are stored.
     *
     * @param position the offset reading has reached
     */
    long offsetAfter(Collection<TrackCommit> commits, long position) {
        long lowest = awaited.isEmpty() ? position : Math.min(startedAt, position);
        Map<String, Checkpoint> stored = new LinkedHashMap<>();
        commits.forEach(commit -> stored.put(key(commit.track()), commit.checkpoint()));
        for (Map.Entry<String, TrackSession> entry : sessions.entrySet()) {
            TrackSession session = entry.getValue();
            Checkpoint checkpoint = stored.getOrDefault(entry.getKey(), session.storedCheckpoint());
            lowest = Math.min(lowest, session.neededOffset(checkpoint).orElse(lowest));
        }
        return lowest;
    }

    /** Sessions that are finished with this are dropped: their checkpoints tell. */
    void stored(List<TrackCommit> commits) {
        for (TrackCommit commit : commits) {
            String key = key(commit.track());
            TrackSession session = sessions.get(key);
            if (session != null && session.track().equals(commit.track())) {
                session.stored(commit);
                if (session.done()) {
                    sessions.remove(key);
                }
            }
        }
    }

    /** Lets time pass; the offset to read again from, if a session is to be opened anew. */
    OptionalLong tick() {
        return sessions.values().stream()
                .map(TrackSession::tick)
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    /** Whether to stop reading for now, given whether it is stopped. */
    boolean pause(boolean paused) {
        return paused
                ? !sessions.values().stream().allMatch(TrackSession::relaxed)
                : sessions.values().stream().anyMatch(TrackSession::overloaded);
    }

    double behindSeconds() {
        return sessions.values().stream()
                .mapToDouble(TrackSession::behindSeconds)
                .max()
                .orElse(0);
    }

    void close() {
        sessions.values().forEach(TrackSession::close);
    }

    private static String key(Track track) {
        return Keys.pcm(track.roomSid(), track.trackSid());
    }
}
