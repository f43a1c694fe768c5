package io.voxlog.stt.adapter.kafka;

import io.voxlog.runtime.LogKey;
import io.voxlog.schemas.Topics;
import io.voxlog.stt.session.Checkpoint;
import io.voxlog.stt.session.PcmRecord;
import io.voxlog.stt.session.SessionContext;
import io.voxlog.stt.session.Track;
import io.voxlog.stt.session.TrackCommit;
import io.voxlog.stt.session.TrackSession;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One participant's PCM topic while it is read: a session for each track that it holds. Sessions are made from the
 * records themselves, so a track that the room's state does not know yet is not missed. Confined to one thread.
 */
final class SpeakerAudio {
    private static final Logger LOG = LoggerFactory.getLogger(SpeakerAudio.class);

    private final String roomSid;
    private final String participantSid;
    private final TopicPartition partition;
    private final long startedAt;
    private final Checkpoints checkpoints;
    private final SessionContext context;
    private final boolean transcribed;
    private final Map<String, TrackSession> sessions = new LinkedHashMap<>();
    /** Tracks with an unfinished checkpoint of which no record has come yet. */
    private final Set<String> awaited;

    private boolean paused;

    /**
     * Reads a topic.
     *
     * @param startedAt the offset that reading starts at
     * @param transcribed false where the room wants no transcription
     */
    SpeakerAudio(
            Speaker speaker, long startedAt, Checkpoints checkpoints, SessionContext context, boolean transcribed) {
        this.roomSid = speaker.roomSid();
        this.participantSid = speaker.participantSid();
        this.partition = speaker.partition();
        this.startedAt = startedAt;
        this.checkpoints = checkpoints;
        this.context = context;
        this.transcribed = transcribed;
        this.awaited = checkpoints.unfinished(roomSid, participantSid);
    }

    /** Whose topic it is. */
    record Speaker(String roomSid, String participantSid) {
        TopicPartition partition() {
            return new TopicPartition(Topics.pcm(roomSid, participantSid), 0);
        }
    }

    /**
     * Takes the next record. False if audio before it is needed that this reading has not met, because the committed
     * offset was moved: then the topic must be read from its start.
     */
    boolean take(ConsumerRecord<String, byte[]> message) {
        Optional<PcmRecord> decoded = PcmCodec.record(message);
        if (decoded.isEmpty()) {
            LOG.atWarn()
                    .setMessage("unreadable pcm record skipped")
                    .addKeyValue(LogKey.TOPIC, message.topic())
                    .addKeyValue(LogKey.OFFSET, message.offset())
                    .log();
            return true;
        }
        PcmRecord record = decoded.get();
        TrackSession session = sessions.get(message.key());
        if (session == null) {
            Track track = new Track(roomSid, participantSid, PcmCodec.identity(message), message.key());
            Checkpoint from = checkpoints.of(track);
            if (awaited.remove(track.trackSid()) && startedAt > 0 && record.startTicks() > from.resumeTicks()) {
                return false;
            }
            session = transcribed
                    ? new TrackSession(track, from, context)
                    : TrackSession.passedOver(track, from, context);
            sessions.put(track.trackSid(), session);
        }
        session.take(record);
        return true;
    }

    /** What its tracks have to store now. */
    List<TrackCommit> due() {
        return sessions.values().stream()
                .map(TrackSession::due)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The offset to go on from once these commits are stored: the lowest that any of the tracks needs.
     *
     * @param position the offset reading has reached
     */
    long offsetAfter(Collection<TrackCommit> commits, long position) {
        long lowest = awaited.isEmpty() ? position : Math.min(startedAt, position);
        for (TrackSession session : sessions.values()) {
            Checkpoint stored = commits.stream()
                    .filter(commit -> commit.track().equals(session.track()))
                    .map(TrackCommit::checkpoint)
                    .findFirst()
                    .orElse(session.storedCheckpoint());
            lowest = Math.min(lowest, session.neededOffset(stored).orElse(lowest));
        }
        return lowest;
    }

    void stored(TrackCommit commit) {
        TrackSession session = sessions.get(commit.track().trackSid());
        if (session != null && session.track().equals(commit.track())) {
            session.stored(commit);
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
    boolean pause() {
        paused = paused
                ? !sessions.values().stream().allMatch(TrackSession::relaxed)
                : sessions.values().stream().anyMatch(TrackSession::overloaded);
        return paused;
    }

    boolean paused() {
        return paused;
    }

    /** Whether all that was read is stored. */
    boolean idle() {
        return sessions.values().stream().allMatch(TrackSession::done);
    }

    /** Audio read of which the engine has not spoken yet, of the track furthest behind. */
    double behindSeconds() {
        return sessions.values().stream()
                .mapToDouble(TrackSession::behindSeconds)
                .max()
                .orElse(0);
    }

    TopicPartition partition() {
        return partition;
    }

    void close() {
        sessions.values().forEach(TrackSession::close);
    }
}
