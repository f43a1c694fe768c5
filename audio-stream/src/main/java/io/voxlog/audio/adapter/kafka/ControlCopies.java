package io.voxlog.audio.adapter.kafka;

import io.voxlog.schemas.EventSource;
import io.voxlog.schemas.RoomClosed;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.RoomJoined;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TrackClosed;
import io.voxlog.schemas.TrackOpened;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Copies the control records of a partition of livekit.audio to livekit.events, one after the other, each in the log
 * before the next is sent. The last copy there thus tells what was copied, and nothing is copied again. Used by one
 * thread; blocks.
 */
final class ControlCopies {
    private final EventsLog events;
    private final Serializer<SpecificRecord> serializer;
    private final Sends sends;
    private OptionalLong copied = OptionalLong.empty();
    private boolean searched;

    ControlCopies(EventsLog events, Serializer<SpecificRecord> serializer, Sends sends) {
        this.events = events;
        this.serializer = serializer;
        this.sends = sends;
    }

    /** Copies the record if it is a control record and was not copied yet. */
    void copy(ConsumerRecord<String, byte[]> record, SpecificRecord value) throws InterruptedException {
        Optional<RoomEvent> event = event(record, value);
        if (event.isEmpty()) {
            return;
        }
        if (!searched) {
            copied = events.lastCopied();
            searched = true;
        }
        if (copied.orElse(-1) >= record.offset()) {
            return;
        }
        String topic = Topics.LIVEKIT_EVENTS.name();
        String roomSid = event.get().getRoomSid();
        Headers headers = new RecordHeaders();
        byte[] bytes = serializer.serialize(topic, headers, event.get());
        byte[] key = roomSid.getBytes(StandardCharsets.UTF_8);
        sends.sendAndWait(new ProducerRecord<>(topic, null, null, key, bytes, headers));
        copied = OptionalLong.of(record.offset());
    }

    /** All of it comes from the record, so that a copy made twice is the same. */
    private static Optional<RoomEvent> event(ConsumerRecord<String, byte[]> record, SpecificRecord value) {
        String type;
        String roomSid;
        String roomName = "";
        if (value instanceof RoomJoined joined) {
            type = "room_joined";
            roomSid = joined.getRoomSid();
            roomName = joined.getRoomName();
        } else if (value instanceof TrackOpened opened) {
            type = "track_opened";
            roomSid = opened.getRoomSid();
        } else if (value instanceof TrackClosed closed) {
            type = "track_closed";
            roomSid = closed.getRoomSid();
        } else if (value instanceof RoomClosed closed) {
            type = "room_closed";
            roomSid = closed.getRoomSid();
        } else {
            return Optional.empty();
        }
        return Optional.of(RoomEvent.newBuilder()
                .setId(record.topic() + "/" + record.partition() + "/" + record.offset())
                .setType(type)
                .setRoomSid(roomSid)
                .setRoomName(roomName)
                .setSource(EventSource.AUDIO_LOG)
                .setCreatedAtMillis(record.timestamp())
                .setControl(value)
                .setAudioOffset(record.offset())
                .build());
    }
}
