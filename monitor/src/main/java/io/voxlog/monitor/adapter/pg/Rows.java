package io.voxlog.monitor.adapter.pg;

import io.voxlog.monitor.projection.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that a change is, in the order in which they are to be written. */
final class Rows {
    private Rows() {}

    static List<TableRow> of(Change change) {
        if (change instanceof Change.RoomChanged room) {
            return List.of(room(room));
        } else if (change instanceof Change.ParticipantChanged participant) {
            return List.of(participant(participant));
        } else if (change instanceof Change.FinalSpoken spoken) {
            return List.of(spoken(spoken));
        } else if (change instanceof Change.TranscriptSealed sealed) {
            return sealed(sealed);
        } else if (change instanceof Change.TranscriptErased erased) {
            return List.of(new TableRow("transcripts", Statements.TRANSCRIPT_ERASED, Values.tuple(erased.id())));
        } else if (change instanceof Change.SessionChanged session) {
            return List.of(session(session));
        }
        return List.of(WorkRows.of(change));
    }

    private static TableRow room(Change.RoomChanged room) {
        return new TableRow(
                "room_records",
                Statements.ROOM,
                Values.tuple(
                        room.id(),
                        room.name(),
                        room.serverId(),
                        room.organizationId(),
                        room.status(),
                        room.t0(),
                        room.emptyTimeoutSeconds(),
                        room.closedAt(),
                        room.transcriptVersion(),
                        room.aiEnabled(),
                        room.transcriptionEnabled(),
                        room.metadata()));
    }

    private static TableRow participant(Change.ParticipantChanged participant) {
        return new TableRow(
                "participant_records",
                Statements.PARTICIPANT,
                Values.tuple(
                        participant.id(),
                        participant.roomId(),
                        participant.sid(),
                        participant.identity(),
                        participant.displayName(),
                        participant.kind(),
                        participant.human(),
                        participant.connectionType(),
                        participant.phoneNumber(),
                        participant.joinedAt(),
                        participant.leftAt(),
                        participant.active()));
    }

    private static TableRow spoken(Change.FinalSpoken spoken) {
        return new TableRow(
                "final_records",
                Statements.FINAL,
                Values.tuple(
                        spoken.id(),
                        spoken.roomId(),
                        spoken.run(),
                        spoken.participantId(),
                        spoken.sttSessionId(),
                        spoken.text(),
                        spoken.confidence(),
                        spoken.start(),
                        spoken.end(),
                        spoken.language(),
                        spoken.metadata()));
    }

    private static TableRow session(Change.SessionChanged session) {
        return new TableRow(
                "stt_session_records",
                Statements.SESSION,
                Values.tuple(
                        session.id(),
                        session.roomId(),
                        session.run(),
                        session.participantId(),
                        session.sessionId(),
                        session.trackSid(),
                        session.engine(),
                        session.status(),
                        session.start(),
                        session.audioSeconds(),
                        session.finals(),
                        session.averageConfidence(),
                        session.error(),
                        session.offset()));
    }

    private static List<TableRow> sealed(Change.TranscriptSealed sealed) {
        List<TableRow> rows = new ArrayList<>();
        rows.add(new TableRow(
                "transcripts",
                Statements.TRANSCRIPT_SEALED,
                Values.tuple(
                        sealed.id(),
                        sealed.room().id(),
                        sealed.run(),
                        sealed.version(),
                        sealed.complete(),
                        sealed.engine(),
                        sealed.configHash())));
        rows.add(new TableRow("utterances", Statements.UTTERANCES_DROPPED, Values.tuple(sealed.id())));
        int position = 0;
        for (Change.Line line : sealed.lines()) {
            rows.add(new TableRow(
                    "utterances",
                    Statements.UTTERANCE,
                    Values.tuple(
                            sealed.id(),
                            position++,
                            sealed.room().id() + "/" + line.participantSid(),
                            line.speaker(),
                            line.message(),
                            line.start(),
                            line.end(),
                            line.confidence(),
                            line.language())));
        }
        rows.addAll(implied(sealed));
        return rows;
    }

    /** The room and its speakers, for when their own record has gone from the log; else these rows change nothing. */
    private static List<TableRow> implied(Change.TranscriptSealed sealed) {
        Change.RoomFacts room = sealed.room();
        List<TableRow> rows = new ArrayList<>();
        rows.add(new TableRow(
                "room_records",
                Statements.ROOM_IMPLIED,
                Values.tuple(room.id(), room.name(), room.organizationId(), room.t0(), end(sealed), sealed.version())));
        Map<String, Change.Line> speakers = new LinkedHashMap<>();
        sealed.lines().forEach(line -> speakers.putIfAbsent(line.participantSid(), line));
        speakers.forEach((sid, line) -> rows.add(new TableRow(
                "participant_records",
                Statements.PARTICIPANT_IMPLIED,
                Values.tuple(room.id() + "/" + sid, room.id(), sid, line.identity(), line.speaker()))));
        return rows;
    }

    private static @Nullable Instant end(Change.TranscriptSealed sealed) {
        Instant t0 = sealed.room().t0();
        double seconds =
                sealed.lines().stream().mapToDouble(Change.Line::end).max().orElse(0);
        return t0 == null ? null : t0.plus(Duration.ofMillis(Math.round(seconds * 1_000)));
    }
}
