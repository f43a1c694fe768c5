package io.voxlog.monitor.adapter.kafka;

import io.voxlog.monitor.config.ConfigEntry;
import io.voxlog.monitor.config.ConfigKey;
import io.voxlog.monitor.projection.Change;
import io.voxlog.schemas.AiInteraction;
import io.voxlog.schemas.AnalysisAction;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.RoomParticipant;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.SttSession;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.Transcript;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.schemas.Utterance;
import io.voxlog.schemas.Word;
import io.voxlog.schemas.WordKind;
import io.voxlog.schemas.Worker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Turns records into changes. Records that no table shows give none. */
final class Changes {
    private static final double TICKS_PER_SECOND = 48_000;

    private Changes() {}

    static List<Change> of(ConsumerRecord<String, SpecificRecord> record) {
        SpecificRecord value = record.value();
        if (value == null) {
            return gone(record.topic(), record.key());
        }
        if (value instanceof RoomState room) {
            return room(room);
        } else if (value instanceof TranscriptFinal spoken) {
            return List.of(spoken(spoken));
        } else if (value instanceof Transcript transcript) {
            return List.of(sealed(transcript));
        } else if (value instanceof SttSession session) {
            return List.of(session(session, record.offset()));
        } else if (value instanceof AnalysisJob
                || value instanceof AnalysisAction
                || value instanceof AnalysisResult
                || value instanceof AiInteraction) {
            return List.of(JobChanges.of(value, Instant.ofEpochMilli(record.timestamp())));
        } else if (value instanceof Worker worker) {
            return List.of(worker(worker));
        } else if (record.topic().equals(Topics.CONFIG.name())) {
            ConfigEntry entry = ConfigRecords.entry(record.key(), value);
            return List.of(new Change.ConfigSet(entry, Instant.ofEpochMilli(record.timestamp())));
        }
        return List.of();
    }

    /** A room's row outlives its tombstone: the room is over, not unsaid. Whatever else is removed is removed. */
    private static List<Change> gone(String topic, String key) {
        if (topic.equals(Topics.TRANSCRIPTS.name())) {
            return List.of(new Change.TranscriptErased(key));
        } else if (topic.equals(Topics.WORKERS.name())) {
            return List.of(new Change.WorkerForgotten(key));
        } else if (topic.equals(Topics.CONFIG.name())) {
            return List.of(new Change.ConfigRemoved(ConfigKey.parse(key).toString()));
        }
        return List.of();
    }

    private static List<Change> room(RoomState room) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.RoomChanged(
                room.getRoomSid(),
                room.getRoomName(),
                room.getServerId(),
                room.getOrganizationId(),
                lower(room.getStatus()),
                instant(room.getT0Millis()),
                room.getEmptyTimeoutSeconds(),
                instant(room.getClosedAtMillis()),
                room.getTranscriptVersion(),
                room.getAiEnabled(),
                room.getTranscriptionEnabled(),
                Map.of(
                        "livekit_room_sid", room.getRoomSid(),
                        "created_via", room.getCreatedVia(),
                        "metadata", room.getMetadata())));
        room.getParticipants().forEach(participant -> changes.add(participant(room, participant)));
        return changes;
    }

    private static Change participant(RoomState room, RoomParticipant participant) {
        String roomSid = room.getRoomSid();
        return new Change.ParticipantChanged(
                participantId(roomSid, participant.getSid()),
                roomSid,
                participant.getSid(),
                participant.getIdentity(),
                participant.getDisplayName(),
                lower(participant.getKind()),
                participant.getHuman(),
                participant.getConnectionType(),
                participant.getPhoneNumber(),
                instant(participant.getJoinedAtMillis()),
                instant(participant.getLeftAtMillis()),
                participant.getLeftAtMillis() == null && room.getClosedAtMillis() == null);
    }

    private static Change spoken(TranscriptFinal spoken) {
        OptionalDouble confidence = confidence(spoken.getWords());
        return new Change.FinalSpoken(
                spoken.getRoomSid() + "/" + spoken.getId(),
                spoken.getRoomSid(),
                spoken.getRun(),
                participantId(spoken.getRoomSid(), spoken.getParticipantSid()),
                spoken.getSessionId(),
                spoken.getText(),
                confidence.isPresent() ? confidence.getAsDouble() : null,
                seconds(spoken.getStartTicks()),
                seconds(spoken.getEndTicks()),
                spoken.getLanguage(),
                Map.of(
                        "participant_identity", spoken.getParticipantIdentity(),
                        "track_sid", spoken.getTrackSid(),
                        "engine", spoken.getEngine(),
                        "config_hash", spoken.getConfigHash()));
    }

    /** Mean over the words that have one; punctuation does not count. */
    static OptionalDouble confidence(List<Word> words) {
        return words.stream()
                .filter(word -> word.getKind() == WordKind.WORD && word.getConfidence() != null)
                .mapToDouble(Word::getConfidence)
                .average();
    }

    private static Change sealed(Transcript transcript) {
        return new Change.TranscriptSealed(
                Keys.transcript(transcript.getRoomSid(), transcript.getRun(), transcript.getVersion()),
                new Change.RoomFacts(
                        transcript.getRoomSid(),
                        transcript.getRoomName(),
                        transcript.getOrganizationId(),
                        instant(transcript.getT0Millis())),
                transcript.getRun(),
                transcript.getVersion(),
                transcript.getComplete(),
                transcript.getEngine(),
                transcript.getConfigHash(),
                transcript.getUtterances().stream().map(Changes::line).toList());
    }

    private static Change.Line line(Utterance utterance) {
        return new Change.Line(
                utterance.getParticipantSid(),
                utterance.getParticipantIdentity(),
                utterance.getDisplayName(),
                utterance.getText(),
                seconds(utterance.getStartTicks()),
                seconds(utterance.getEndTicks()),
                utterance.getConfidence(),
                utterance.getLanguage());
    }

    private static Change session(SttSession session, long offset) {
        String roomSid = session.getRoomSid();
        return new Change.SessionChanged(
                roomSid + "/" + session.getSessionId(),
                roomSid,
                session.getRun(),
                participantId(roomSid, session.getParticipantSid()),
                session.getSessionId(),
                session.getTrackSid(),
                session.getEngine(),
                lower(session.getStatus()),
                seconds(session.getStartTicks()),
                session.getAudioSeconds(),
                session.getFinals(),
                session.getAverageConfidence(),
                session.getError(),
                offset);
    }

    private static Change worker(Worker worker) {
        return new Change.WorkerSeen(
                worker.getWorkerId(),
                worker.getMode(),
                lower(worker.getStatus()),
                Instant.ofEpochMilli(worker.getStartedAtMillis()),
                Instant.ofEpochMilli(worker.getHeartbeatAtMillis()),
                worker.getRooms(),
                worker.getRoles(),
                worker.getVersion());
    }

    private static String participantId(String roomSid, String participantSid) {
        return roomSid + "/" + participantSid;
    }

    private static double seconds(long ticks) {
        return ticks / TICKS_PER_SECOND;
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
