package io.voxlog.monitor.adapter.kafka;

import io.voxlog.monitor.projection.Change;
import io.voxlog.monitor.projection.Change.Job;
import io.voxlog.schemas.ActionKind;
import io.voxlog.schemas.AnalysisAction;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.RoomParticipant;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.Transcript;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.schemas.Utterance;
import io.voxlog.schemas.Word;
import io.voxlog.schemas.WordKind;
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
            // A room's row outlives its tombstone: the room is over, not unsaid. An erased transcript is.
            boolean transcript = record.topic().equals(Topics.TRANSCRIPTS.name());
            return transcript ? List.of(new Change.TranscriptErased(record.key())) : List.of();
        }
        if (value instanceof RoomState room) {
            return room(room);
        } else if (value instanceof TranscriptFinal spoken) {
            return List.of(spoken(spoken));
        } else if (value instanceof Transcript transcript) {
            return List.of(sealed(transcript));
        } else if (value instanceof AnalysisJob job) {
            return List.of(planned(job));
        } else if (value instanceof AnalysisAction action) {
            return List.of(advanced(action));
        } else if (value instanceof AnalysisResult result) {
            return List.of(ended(result));
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
                transcript.getRoomSid(),
                transcript.getRun(),
                transcript.getVersion(),
                transcript.getComplete(),
                transcript.getEngine(),
                transcript.getConfigHash(),
                transcript.getUtterances().stream()
                        .map(utterance -> line(transcript.getRoomSid(), utterance))
                        .toList());
    }

    private static Change.Line line(String roomSid, Utterance utterance) {
        return new Change.Line(
                participantId(roomSid, utterance.getParticipantSid()),
                utterance.getDisplayName(),
                utterance.getText(),
                seconds(utterance.getStartTicks()),
                seconds(utterance.getEndTicks()),
                utterance.getConfidence(),
                utterance.getLanguage());
    }

    private static Change planned(AnalysisJob job) {
        Job id = new Job(job.getJobId(), job.getRoomSid(), job.getRun(), job.getTranscriptVersion(), job.getType());
        return new Change.JobPlanned(id, job.getPriority(), job.getOrganizationId());
    }

    private static Change advanced(AnalysisAction action) {
        String status = switch (action.getKind()) {
            case CLAIMED -> "claimed";
            case CALLED, ANSWERED, COMPLETED -> "processing";
            case FAILED -> "pending";
        };
        String error = action.getKind() == ActionKind.FAILED ? action.getDetail() : null;
        return new Change.JobAdvanced(Job.parse(action.getJobId()), status, action.getAttempt(), error);
    }

    private static Change ended(AnalysisResult result) {
        Job job = new Job(
                result.getJobId(),
                result.getRoomSid(),
                result.getRun(),
                result.getTranscriptVersion(),
                result.getType());
        return new Change.JobEnded(
                job,
                result.getPriority(),
                lower(result.getStatus()),
                result.getAttempt(),
                result.getOutput(),
                result.getError());
    }

    private static String participantId(String roomSid, String participantSid) {
        return roomSid + "/" + participantSid;
    }

    private static double seconds(long ticks) {
        return ticks / TICKS_PER_SECOND;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
