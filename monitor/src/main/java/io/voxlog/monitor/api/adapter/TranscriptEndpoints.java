package io.voxlog.monitor.api.adapter;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.voxlog.monitor.api.Parameters;
import io.voxlog.monitor.api.Problem;
import io.voxlog.monitor.api.ProblemException;
import io.voxlog.monitor.api.TranscriptRequest;
import io.voxlog.monitor.query.RoomHead;
import io.voxlog.monitor.query.TranscriptLines;
import io.voxlog.monitor.query.adapter.TranscriptTables;
import io.voxlog.transcript.export.JsonTranscript;
import io.voxlog.transcript.export.PlainText;
import io.voxlog.transcript.export.SubRip;
import io.voxlog.transcript.export.TranscriptFormat;
import io.voxlog.transcript.export.WebVtt;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was said, in four formats. */
final class TranscriptEndpoints {
    private final RoomEndpoints rooms;
    private final TranscriptTables transcripts;
    private final Clock clock;

    TranscriptEndpoints(ApiServices services, RoomEndpoints rooms) {
        this.rooms = rooms;
        this.transcripts = new TranscriptTables(services.tables());
        this.clock = services.role().clock();
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/rooms/:sid/transcript", exchange -> transcript(exchange, false)),
                Endpoint.get("/api/rooms/:sid/history", exchange -> transcript(exchange, true)),
                Endpoint.get("/api/rooms/:sid/transcripts", this::versions));
    }

    private Future<Void> transcript(RoutingContext exchange, boolean rangeRequired) {
        Parameters parameters = Exchange.parameters(exchange, TranscriptRequest.PARAMETERS);
        TranscriptRequest request =
                TranscriptRequest.of(parameters, exchange.request().getHeader("Accept"), rangeRequired, clock);
        exchange.response().putHeader("Vary", "Origin, Accept");
        return rooms.head(exchange)
                .compose(room -> transcripts
                        .lines(room, request.run(), request.version(), request.lines())
                        .compose(found -> send(
                                exchange,
                                room,
                                request,
                                found.orElseThrow(() -> new ProblemException(Problem.notFound(
                                        "transcript", "GET /api/rooms/" + room.sid() + "/transcripts lists them"))))));
    }

    private Future<Void> versions(RoutingContext exchange) {
        Exchange.requireJson(exchange);
        Exchange.parameters(exchange, Set.of());
        return rooms.head(exchange)
                .compose(room -> transcripts.versions(room.sid()))
                .compose(found -> Exchange.json(
                        exchange, new JsonObject().put("items", found).toBuffer()));
    }

    private static Future<Void> send(
            RoutingContext exchange, RoomHead room, TranscriptRequest request, TranscriptLines lines) {
        if (lines.cues().size() > TranscriptTables.MAX_LINES) {
            throw new ProblemException(Problem.badRequest("these are more than " + TranscriptTables.MAX_LINES
                    + " lines; ask for parts of them by start and end, or for the last ones by last"));
        }
        TranscriptFormat format = request.format();
        String charset = format == TranscriptFormat.JSON ? "" : "; charset=utf-8";
        String name = room.sid().replaceAll("[^A-Za-z0-9_-]", "_") + "."
                + format.name().toLowerCase(Locale.ROOT);
        exchange.response().putHeader("Content-Disposition", "inline; filename=\"" + name + "\"");
        return Exchange.send(exchange, format.mediaType() + charset, Buffer.buffer(text(room, request, lines)));
    }

    private static String text(RoomHead room, TranscriptRequest request, TranscriptLines lines) {
        return switch (request.format()) {
            case TXT -> PlainText.write(lines.cues());
            case SRT -> SubRip.write(lines.cues());
            case VTT -> WebVtt.write(lines.cues());
            case JSON -> JsonTranscript.write(head(room, request, lines), lines.cues());
        };
    }

    private static Map<String, @Nullable Object> head(RoomHead room, TranscriptRequest request, TranscriptLines lines) {
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        head.put("room_id", room.sid());
        head.put("room_name", room.name());
        head.put("timebase_started_at", room.t0());
        head.put("run", request.run());
        head.put("version", lines.sealed() ? lines.version() : null);
        head.put("sealed", lines.sealed());
        head.put("complete", lines.complete());
        return head;
    }
}
