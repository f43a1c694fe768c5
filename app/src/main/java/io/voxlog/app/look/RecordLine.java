package io.voxlog.app.look;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.TrackTranscribed;
import io.voxlog.schemas.Transcript;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.schemas.TranscriptPartial;
import java.time.Instant;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record as one line of text or of JSON. */
public final class RecordLine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_CHARS = 200;
    private static final double TICKS_PER_SECOND = 48_000;

    private RecordLine() {}

    /** Time, topic, key, and the gist of the value. */
    public static String text(ConsumerRecord<String, SpecificRecord> record) {
        String time = Instant.ofEpochMilli(record.timestamp()).toString().replaceFirst("^.*T", "");
        return String.format(Locale.ROOT, "%s %-20s %s  %s", time, record.topic(), record.key(), gist(record.value()));
    }

    /** {@code {topic, partition, offset, timestamp, key, type, value}} on one line; Avro's JSON form of the value. */
    public static String json(ConsumerRecord<String, SpecificRecord> record) {
        ObjectNode line = JSON.createObjectNode()
                .put("topic", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("timestamp", record.timestamp())
                .put("key", record.key());
        SpecificRecord value = record.value();
        if (value == null) {
            return line.putNull("value").toString();
        }
        line.put("type", value.getSchema().getName());
        try {
            line.set("value", JSON.readTree(value.toString()));
        } catch (JsonProcessingException noJson) {
            line.put("value", value.toString());
        }
        return line.toString();
    }

    private static String gist(@Nullable SpecificRecord value) {
        if (value == null) {
            return "deleted";
        }
        if (value instanceof TranscriptFinal said) {
            return at(said.getStartTicks()) + " " + said.getParticipantIdentity() + ": " + said.getText();
        }
        if (value instanceof TranscriptPartial said) {
            return at(said.getStartTicks()) + " " + said.getParticipantIdentity() + " … " + said.getText();
        }
        if (value instanceof TrackTranscribed done) {
            return "track " + done.getTrackSid() + " transcribed: " + done.getCount() + " finals";
        }
        if (value instanceof RoomEvent event) {
            String who = event.getParticipant() == null
                    ? ""
                    : " " + event.getParticipant().getIdentity();
            return event.getType() + who;
        }
        if (value instanceof RoomState room) {
            return room.getStatus().name().toLowerCase(Locale.ROOT) + ", "
                    + room.getParticipants().size() + " people, transcript version " + room.getTranscriptVersion();
        }
        if (value instanceof Transcript sealed) {
            return "sealed version " + sealed.getVersion() + ", "
                    + sealed.getUtterances().size() + " utterances" + (sealed.getComplete() ? "" : ", incomplete");
        }
        if (value instanceof AnalysisResult result) {
            return result.getType() + " " + result.getStatus().name().toLowerCase(Locale.ROOT);
        }
        String all = value.getSchema().getName() + " " + value;
        return all.length() <= MAX_CHARS ? all : all.substring(0, MAX_CHARS) + "…";
    }

    private static String at(long ticks) {
        return String.format(Locale.ROOT, "%.2f s", ticks / TICKS_PER_SECOND);
    }
}
