package io.voxlog.monitor.live.adapter;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.voxlog.monitor.live.Lane;
import io.voxlog.monitor.live.LiveEvent;
import io.voxlog.monitor.live.Place;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.RoomParticipant;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.schemas.TranscriptPartial;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Records of the log as events. Words of replays are none: they were said before. */
final class LiveRecords {
    static final Map<String, Lane> LANES = Map.of(
            Topics.TRANSCRIPT_FINALS.name(), Lane.FINALS,
            Topics.ROOMS.name(), Lane.ROOMS,
            Topics.ANALYSIS_RESULTS.name(), Lane.ANALYSES);

    private static final double TICKS_PER_SECOND = 48_000;

    private final RoomNames names;

    LiveRecords(RoomNames names) {
        this.names = names;
    }

    /** Topic of a lane. */
    static String topic(Lane lane) {
        return switch (lane) {
            case FINALS -> Topics.TRANSCRIPT_FINALS.name();
            case ROOMS -> Topics.ROOMS.name();
            case ANALYSES -> Topics.ANALYSIS_RESULTS.name();
        };
    }

    /** Empty for records that nobody is told of. */
    Optional<LiveEvent> event(ConsumerRecord<String, SpecificRecord> record) {
        SpecificRecord value = record.value();
        if (value instanceof TranscriptPartial partial && partial.getRun() == 0) {
            return Optional.of(LiveEvent.passing(
                    "partial", partial.getRoomSid(), partial(partial).encode(), "partial/" + partial.getTrackSid()));
        }
        Lane lane = LANES.get(record.topic());
        JsonObject data = lane == null ? null : kept(value);
        if (lane == null || data == null) {
            return Optional.empty();
        }
        String type = switch (lane) {
            case FINALS -> "final";
            case ROOMS -> "room";
            case ANALYSES -> "analysis";
        };
        Place place = new Place(lane, record.partition());
        return Optional.of(LiveEvent.kept(type, data.getString("room_id"), data.encode(), place, record.offset()));
    }

    static JsonObject speaking(String room, String participant, String track, String speaker, boolean speaking) {
        return new JsonObject()
                .put("room_id", room)
                .put("participant_sid", participant)
                .put("track_sid", track)
                .put("speaker", speaker)
                .put("speaking", speaking);
    }

    private @Nullable JsonObject kept(@Nullable SpecificRecord value) {
        if (value instanceof TranscriptFinal spoken && spoken.getRun() == 0) {
            return spoken(spoken);
        } else if (value instanceof RoomState room) {
            return room(room);
        } else if (value instanceof AnalysisResult result) {
            return result(result);
        }
        return null;
    }

    private JsonObject partial(TranscriptPartial partial) {
        return words(partial.getRoomSid(), partial.getParticipantSid(), partial.getParticipantIdentity())
                .put("track_sid", partial.getTrackSid())
                .put("start", partial.getStartTicks() / TICKS_PER_SECOND)
                .put("end", partial.getEndTicks() / TICKS_PER_SECOND)
                .put("text", partial.getText());
    }

    private JsonObject spoken(TranscriptFinal spoken) {
        return words(spoken.getRoomSid(), spoken.getParticipantSid(), spoken.getParticipantIdentity())
                .put("id", spoken.getRoomSid() + "/" + spoken.getId())
                .put("track_sid", spoken.getTrackSid())
                .put("start", spoken.getStartTicks() / TICKS_PER_SECOND)
                .put("end", spoken.getEndTicks() / TICKS_PER_SECOND)
                .put("text", spoken.getText())
                .put("language", spoken.getLanguage());
    }

    private JsonObject words(String room, String participant, String identity) {
        return new JsonObject()
                .put("room_id", room)
                .put("participant_sid", participant)
                .put("identity", identity)
                .put("speaker", names.speaker(room, participant).orElse(identity));
    }

    private static JsonObject room(RoomState room) {
        JsonArray participants = new JsonArray();
        for (RoomParticipant participant : room.getParticipants()) {
            participants.add(new JsonObject()
                    .put("participant_sid", participant.getSid())
                    .put("identity", participant.getIdentity())
                    .put("display_name", participant.getDisplayName())
                    .put("is_active", participant.getLeftAtMillis() == null && room.getClosedAtMillis() == null));
        }
        return new JsonObject()
                .put("room_id", room.getRoomSid())
                .put("room_name", room.getRoomName())
                .put("organization_id", room.getOrganizationId())
                .put("status", room.getStatus().name().toLowerCase(Locale.ROOT))
                .put("timebase_started_at", instant(room.getT0Millis()))
                .put("closed_at", instant(room.getClosedAtMillis()))
                .put("transcript_version", room.getTranscriptVersion())
                .put("participants", participants);
    }

    private static JsonObject result(AnalysisResult result) {
        JsonObject output = object(result.getOutput());
        return new JsonObject()
                .put("id", result.getJobId())
                .put("room_id", result.getRoomSid())
                .put("job_type", result.getType())
                .put("run", result.getRun())
                .put("transcript_version", result.getTranscriptVersion())
                .put("status", result.getStatus().name().toLowerCase(Locale.ROOT))
                .put("result", output.getValue("result"))
                .put("metadata", output.getValue("metadata"))
                .put("error_message", result.getError());
    }

    private static JsonObject object(@Nullable String json) {
        try {
            return json != null && Json.decodeValue(json) instanceof JsonObject object ? object : new JsonObject();
        } catch (DecodeException e) {
            return new JsonObject();
        }
    }

    private static @Nullable String instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }
}
