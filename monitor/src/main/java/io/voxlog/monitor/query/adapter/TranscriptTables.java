package io.voxlog.monitor.query.adapter;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.voxlog.monitor.query.LineFilter;
import io.voxlog.monitor.query.Moment;
import io.voxlog.monitor.query.RoomHead;
import io.voxlog.monitor.query.TranscriptLines;
import io.voxlog.monitor.query.Version;
import io.voxlog.transcript.export.Cue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lines of transcripts: the sealed utterances of a version, or the engine's finals. */
public final class TranscriptTables {
    /** More lines than any call has; a request for more is refused rather than answered in part. */
    public static final int MAX_LINES = 50_000;

    private static final String VERSIONS = """
            SELECT run, version, is_complete, engine, config_hash FROM transcripts
            WHERE room_id = $1 ORDER BY run, version
            """;

    private static final String NEWEST = """
            SELECT version, is_complete FROM transcripts
            WHERE room_id = $1 AND run = $2 AND ($3::int = 0 OR version = $3) ORDER BY version DESC LIMIT 1
            """;

    /** Newest first: the limit keeps the end of the call. */
    private static final String SEALED = """
            SELECT u.start_time, u.end_time, u.speaker_name AS speaker, u.participant_id, u.message AS line,
                u.language, u.confidence
            FROM utterances u LEFT JOIN participant_records p ON p.id = u.participant_id
            WHERE u.transcript_id = $1 || '/' || $2::int || '/' || $8::int
                AND u.end_time >= $3 AND u.start_time < $4
                AND ($5::text IS NULL OR u.participant_id = $1 || '/' || $5 OR p.identity = $5)
                AND ($6::text IS NULL OR lower(u.language) = $6 OR lower(u.language) LIKE $6 || '-%')
            ORDER BY u.start_time DESC, u.position DESC LIMIT $7
            """;

    private static final String SPOKEN = """
            SELECT t.start_time, t.end_time,
                coalesce(p.display_name, t.metadata ->> 'participant_identity', '') AS speaker, t.participant_id,
                t.transcript_text AS line, t.language, t.confidence
            FROM final_records t LEFT JOIN participant_records p ON p.id = t.participant_id
            WHERE t.room_id = $1 AND t.run = $2::int AND t.is_final
                AND t.end_time >= $3 AND t.start_time < $4
                AND ($5::text IS NULL OR t.participant_id = $1 || '/' || $5 OR p.identity = $5)
                AND ($6::text IS NULL OR lower(t.language) = $6 OR lower(t.language) LIKE $6 || '-%')
            ORDER BY t.relative_timestamp DESC, t.id DESC LIMIT $7
            """;

    private final PgReader tables;

    public TranscriptTables(PgReader tables) {
        this.tables = tables;
    }

    /** Sealed transcripts of a room. */
    public Future<JsonArray> versions(String room) {
        return tables.query(VERSIONS, room).map(JsonRows::list);
    }

    /** Empty if there is no such sealed version. Reads one line more than {@link #MAX_LINES}, to tell. */
    public Future<Optional<TranscriptLines>> lines(RoomHead room, int run, Version version, LineFilter filter) {
        if (version.equals(Version.LIVE)) {
            return spoken(room, run, filter).map(Optional::of);
        }
        return tables.query(NEWEST, room.sid(), run, version.number()).compose(rows -> {
            if (rows.rowCount() > 0) {
                Row row = rows.iterator().next();
                return sealed(room, run, row.getInteger("version"), row.getBoolean("is_complete"), filter)
                        .map(Optional::of);
            }
            return version.equals(Version.LATEST)
                    ? spoken(room, run, filter).map(Optional::of)
                    : Future.succeededFuture(Optional.empty());
        });
    }

    private Future<TranscriptLines> sealed(RoomHead room, int run, int version, boolean complete, LineFilter filter) {
        return tables.query(SEALED, parameters(room, run, filter, version))
                .map(rows -> new TranscriptLines(version, complete, cues(room, rows)));
    }

    private Future<TranscriptLines> spoken(RoomHead room, int run, LineFilter filter) {
        return tables.query(SPOKEN, parameters(room, run, filter, null))
                .map(rows -> new TranscriptLines(0, false, cues(room, rows)));
    }

    private static @Nullable Object[] parameters(RoomHead room, int run, LineFilter filter, @Nullable Integer version) {
        Moment start = filter.start();
        Moment end = filter.end();
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(room.sid());
        parameters.add(run);
        parameters.add(start == null ? Double.NEGATIVE_INFINITY : start.secondsSince(room.t0()));
        parameters.add(end == null ? Double.POSITIVE_INFINITY : end.secondsSince(room.t0()));
        parameters.add(filter.participant());
        parameters.add(filter.language());
        parameters.add(filter.last() == null ? MAX_LINES + 1 : filter.last());
        if (version != null) {
            parameters.add(version);
        }
        return parameters.toArray();
    }

    private static List<Cue> cues(RoomHead room, RowSet<Row> newestFirst) {
        List<Cue> cues = new ArrayList<>();
        newestFirst.forEach(row -> cues.add(cue(room, row)));
        Collections.reverse(cues);
        return cues;
    }

    private static Cue cue(RoomHead room, Row row) {
        String participant = row.getString("participant_id");
        String prefix = room.sid() + "/";
        return Cue.ofSeconds(
                row.getDouble("start_time"),
                row.getDouble("end_time"),
                row.getString("speaker"),
                participant.startsWith(prefix) ? participant.substring(prefix.length()) : participant,
                row.getString("line"),
                row.getString("language"),
                row.getDouble("confidence"));
    }
}
