package io.voxlog.monitor.query.adapter;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.voxlog.monitor.query.Cursor;
import io.voxlog.monitor.query.Page;
import io.voxlog.monitor.query.RoomHead;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rooms and what belongs to one. A name that is used again is another room. */
public final class RoomTables {
    private static final String ROOM = """
            SELECT r.id, r.room_name, r.server_id, r.organization_id, r.status, r.ai_enabled,
                r.transcription_enabled, r.timebase_started_at, r.empty_timeout, r.media_worker_id,
                r.media_worker_heartbeat, r.created_at, r.closed_at, r.transcript_version, r.metadata,
                (SELECT count(*) FROM participant_records p WHERE p.room_id = r.id AND p.is_active) AS active_participants
            FROM rooms r
            """;

    /** Newest first; rooms that nobody has joined come last. */
    private static final String ROOMS = """
            SELECT * FROM (
                SELECT room.*, coalesce((extract(epoch FROM timebase_started_at) * 1000000)::bigint, -1) AS rank
                FROM (%s) room) ranked
            WHERE ($1::text IS NULL OR status = $1)
                AND ($2::text IS NULL OR room_name = $2)
                AND ($3::text IS NULL OR organization_id = $3)
                AND ($4::bigint IS NULL OR (rank, id) < ($4, $5::text))
            ORDER BY rank DESC, id DESC LIMIT $6
            """.formatted(ROOM);

    private static final String ONE = ROOM + " WHERE r.id = $1";

    private static final String HEAD = "SELECT id, room_name, timebase_started_at FROM rooms WHERE id = $1";

    private static final String PARTICIPANTS = """
            SELECT id, participant_sid, identity, display_name, kind, is_human, connection_type, phone_number,
                joined_at, left_at, is_active, speechmatics_session_id
            FROM participants WHERE room_id = $1 ORDER BY joined_at NULLS LAST, id
            """;

    private final PgReader tables;

    public RoomTables(PgReader tables) {
        this.tables = tables;
    }

    /** {@code {items, next}}. */
    public Future<JsonObject> rooms(
            @Nullable String status, @Nullable String name, @Nullable String organization, Page page) {
        Cursor after = page.after();
        return tables.query(
                        ROOMS,
                        status,
                        name,
                        organization,
                        after == null ? null : after.rank(),
                        after == null ? null : after.id(),
                        page.limit() + 1)
                .map(rows -> JsonRows.page(rows, page));
    }

    /** A room; empty if it is unknown. */
    public Future<Optional<JsonObject>> room(String sid) {
        return tables.query(ONE, sid)
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(JsonRows.object(rows.iterator().next())));
    }

    /** What its transcript needs; empty if it is unknown. */
    public Future<Optional<RoomHead>> head(String sid) {
        return tables.query(HEAD, sid).map(rows -> {
            if (rows.rowCount() == 0) {
                return Optional.empty();
            }
            Row row = rows.iterator().next();
            OffsetDateTime t0 = row.getOffsetDateTime("timebase_started_at");
            return Optional.of(new RoomHead(sid, row.getString("room_name"), t0 == null ? null : t0.toInstant()));
        });
    }

    /** In the order they came. */
    public Future<JsonArray> participants(String sid) {
        return tables.query(PARTICIPANTS, sid).map(JsonRows::list);
    }
}
