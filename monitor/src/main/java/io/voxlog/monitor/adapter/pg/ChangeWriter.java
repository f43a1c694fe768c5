package io.voxlog.monitor.adapter.pg;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.voxlog.monitor.projection.Change;
import io.voxlog.monitor.projection.Change.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes changes on one connection, inside its transaction: many rows of a statement per round trip. */
final class ChangeWriter {
    private final SqlConnection connection;

    ChangeWriter(SqlConnection connection) {
        this.connection = connection;
    }

    /**
     * Statements on the same table keep the order of the changes. Rooms and participants are tables of their own, so
     * that their changes may be collected; whatever else can meet in a batch goes one by one.
     */
    Future<Void> write(List<Change> changes) {
        Map<String, List<Tuple>> batches = new LinkedHashMap<>();
        Future<Void> written = Future.succeededFuture();
        for (Change change : changes) {
            if (change instanceof Change.TranscriptSealed sealed) {
                written = written.compose(before -> seal(sealed));
            } else if (change instanceof Change.TranscriptErased erased) {
                written = written.compose(
                        before -> batch(Statements.TRANSCRIPT_ERASED, List.of(Values.tuple(erased.id()))));
            } else {
                batches.computeIfAbsent(statement(change), sql -> new ArrayList<>())
                        .add(row(change));
            }
        }
        for (Map.Entry<String, List<Tuple>> batch : batches.entrySet()) {
            written = written.compose(before -> batch(batch.getKey(), batch.getValue()));
        }
        return written;
    }

    private Future<Void> seal(Change.TranscriptSealed sealed) {
        Tuple transcript = Values.tuple(
                sealed.id(),
                sealed.roomId(),
                sealed.run(),
                sealed.version(),
                sealed.complete(),
                sealed.engine(),
                sealed.configHash());
        List<Tuple> lines = new ArrayList<>();
        for (Change.Line line : sealed.lines()) {
            lines.add(Values.tuple(
                    sealed.id(),
                    lines.size(),
                    line.participantId(),
                    line.speaker(),
                    line.message(),
                    line.start(),
                    line.end(),
                    line.confidence(),
                    line.language()));
        }
        return batch(Statements.TRANSCRIPT_SEALED, List.of(transcript))
                .compose(done -> batch(Statements.UTTERANCES_DROPPED, List.of(Values.tuple(sealed.id()))))
                .compose(done -> batch(Statements.UTTERANCE, lines));
    }

    private Future<Void> batch(String sql, List<Tuple> rows) {
        return rows.isEmpty()
                ? Future.succeededFuture()
                : connection.preparedQuery(sql).executeBatch(rows).mapEmpty();
    }

    private static String statement(Change change) {
        if (change instanceof Change.RoomChanged) {
            return Statements.ROOM;
        } else if (change instanceof Change.ParticipantChanged) {
            return Statements.PARTICIPANT;
        } else if (change instanceof Change.FinalSpoken) {
            return Statements.FINAL;
        } else if (change instanceof Change.JobPlanned) {
            return Statements.JOB_PLANNED;
        } else if (change instanceof Change.JobAdvanced) {
            return Statements.JOB_ADVANCED;
        } else if (change instanceof Change.JobEnded) {
            return Statements.JOB_ENDED;
        }
        throw new IllegalStateException("no statement for " + change.getClass());
    }

    private static Tuple row(Change change) {
        if (change instanceof Change.RoomChanged room) {
            return room(room);
        } else if (change instanceof Change.ParticipantChanged participant) {
            return participant(participant);
        } else if (change instanceof Change.FinalSpoken spoken) {
            return spoken(spoken);
        } else if (change instanceof Change.JobPlanned planned) {
            Job job = planned.job();
            return Values.tuple(
                    job.id(), job.roomId(), planned.organizationId(), job.type(), planned.priority(), input(job));
        } else if (change instanceof Change.JobAdvanced advanced) {
            Job job = advanced.job();
            int retries = Math.max(0, advanced.attempt() - 1);
            return Values.tuple(
                    job.id(), job.roomId(), job.type(), advanced.status(), input(job), retries, advanced.error());
        } else if (change instanceof Change.JobEnded ended) {
            return ended(ended);
        }
        throw new IllegalStateException("no row for " + change.getClass());
    }

    private static Tuple room(Change.RoomChanged room) {
        return Values.tuple(
                room.id(),
                room.name(),
                room.serverId(),
                room.organizationId(),
                room.status(),
                room.t0(),
                room.emptyTimeoutSeconds(),
                room.closedAt(),
                room.transcriptVersion(),
                room.metadata());
    }

    private static Tuple participant(Change.ParticipantChanged participant) {
        return Values.tuple(
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
                participant.active());
    }

    private static Tuple spoken(Change.FinalSpoken spoken) {
        return Values.tuple(
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
                spoken.metadata());
    }

    private static Tuple ended(Change.JobEnded ended) {
        Job job = ended.job();
        String output = ended.output();
        return Values.tuple(
                job.id(),
                job.roomId(),
                job.type(),
                ended.priority(),
                ended.status(),
                input(job),
                output == null ? null : Values.json(output),
                Math.max(0, ended.attempt() - 1),
                ended.error());
    }

    private static JsonObject input(Job job) {
        return new JsonObject().put("run", job.run()).put("transcript_version", job.transcriptVersion());
    }
}
