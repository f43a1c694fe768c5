package io.voxlog.audio.adapter.kafka;

import io.voxlog.schemas.EventSource;
import io.voxlog.schemas.RoomEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What one partition of livekit.events says that matters here. It has the same rooms as the partition of livekit.audio
 * with the same number. Blocks; not thread-safe.
 */
final class EventsLog {
    private static final String PCM_DELETED = "pcm_deleted";

    /** By how much the clocks of two writers may differ. */
    private static final long CLOCK_MARGIN_MILLIS = Duration.ofHours(1).toMillis();

    private final TopicPartition partition;
    private final PartitionReader reader;
    private final Deserializer<SpecificRecord> deserializer;
    private final Set<String> deletedRooms = new HashSet<>();
    private long readFrom;
    private long readTo;

    EventsLog(TopicPartition partition, PartitionReader reader, Deserializer<SpecificRecord> deserializer) {
        this.partition = partition;
        this.reader = reader;
        this.deserializer = deserializer;
    }

    /** Offset in livekit.audio of the last control record that was copied here; empty if none was. */
    OptionalLong lastCopied() {
        return reader.searchBackwards(partition, this::lastCopied)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Whether the room's PCM topics were deleted after something that was written at this time. */
    boolean pcmDeleted(String roomSid, long timestampMillis) {
        long from = reader.offsetAt(partition, timestampMillis - CLOCK_MARGIN_MILLIS);
        long end = reader.end(partition);
        if (readTo == readFrom) {
            readFrom = from;
            readTo = from;
        }
        if (from < readFrom) {
            note(reader.read(partition, from, readFrom));
            readFrom = from;
        }
        if (end > readTo) {
            note(reader.read(partition, readTo, end));
            readTo = end;
        }
        return deletedRooms.contains(roomSid);
    }

    private void note(List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            event(record)
                    .filter(event -> event.getType().equals(PCM_DELETED))
                    .ifPresent(event -> deletedRooms.add(event.getRoomSid()));
        }
    }

    private Optional<Long> lastCopied(List<ConsumerRecord<String, byte[]>> records) {
        Optional<Long> last = Optional.empty();
        for (ConsumerRecord<String, byte[]> record : records) {
            Optional<Long> copied = event(record)
                    .filter(event -> event.getSource() == EventSource.AUDIO_LOG)
                    .map(RoomEvent::getAudioOffset);
            if (copied.isPresent() && copied.get() > last.orElse(-1L)) {
                last = copied;
            }
        }
        return last;
    }

    private Optional<RoomEvent> event(ConsumerRecord<String, byte[]> record) {
        return deserializer.deserialize(record.topic(), record.headers(), record.value()) instanceof RoomEvent event
                ? Optional.of(event)
                : Optional.empty();
    }
}
