package io.voxlog.app.look;

import io.voxlog.app.demo.Table;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.RoomTrack;
import io.voxlog.schemas.Topics;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rooms that stand on the log, newest first. One that is over and whose PCM is deleted stands there no more. */
public final class RoomList {
    private RoomList() {}

    /** Reads the topic {@code rooms} to its end. */
    public static List<RoomState> read(LogReader log) {
        Map<String, RoomState> rooms = new HashMap<>();
        log.readAll(Topics.ROOMS, record -> {
            if (record.value() instanceof RoomState room) {
                rooms.put(record.key(), room);
            } else {
                rooms.remove(record.key());
            }
        });
        return rooms.values().stream()
                .sorted(Comparator.comparingLong(RoomList::t0).reversed().thenComparing(RoomState::getRoomSid))
                .toList();
    }

    /** For people; the last column is the transcript's version or what it waits for. */
    public static String table(List<RoomState> rooms) {
        Table table = new Table("room", "name", "status", "began (UTC)", "people", "open tracks", "transcript");
        for (RoomState room : rooms) {
            table.row(
                    room.getRoomSid(),
                    room.getRoomName(),
                    room.getStatus().name().toLowerCase(Locale.ROOT),
                    room.getT0Millis() == null ? "" : began(room.getT0Millis()),
                    String.valueOf(room.getParticipants().size()),
                    String.valueOf(room.getTracks().stream()
                            .filter(track -> track.getStartTicks() != null && track.getEndTicks() == null)
                            .count()),
                    transcript(room));
        }
        return table.render();
    }

    private static String transcript(RoomState room) {
        if (room.getTranscriptVersion() > 0) {
            return "version " + room.getTranscriptVersion();
        }
        if (!room.getTranscriptionEnabled()) {
            return "switched off";
        }
        long waiting = room.getTracks().stream()
                .filter(track -> track.getStartTicks() != null)
                .map(RoomTrack::getFinals)
                .filter(finals -> finals == null)
                .count();
        return waiting == 0 ? "none yet" : "waits for " + waiting + (waiting == 1 ? " track" : " tracks");
    }

    private static String began(long millis) {
        String text = Instant.ofEpochMilli(millis).toString();
        return text.substring(0, "2026-11-20T10:00:00".length()).replace('T', ' ');
    }

    private static long t0(RoomState room) {
        return room.getT0Millis() == null ? Long.MAX_VALUE : room.getT0Millis();
    }
}
