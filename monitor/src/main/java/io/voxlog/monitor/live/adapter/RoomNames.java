package io.voxlog.monitor.live.adapter;

import io.voxlog.schemas.RoomParticipant;
import io.voxlog.schemas.RoomState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What participants are called, of the rooms that are not yet tombstoned. Thread-safe. */
final class RoomNames {
    private final Map<String, Map<String, String>> names = new ConcurrentHashMap<>();

    /** Takes a record of {@code rooms} in. */
    void take(ConsumerRecord<String, SpecificRecord> record) {
        @Nullable SpecificRecord value = record.value();
        if (value instanceof RoomState room) {
            Map<String, String> participants = new HashMap<>();
            for (RoomParticipant participant : room.getParticipants()) {
                participants.put(participant.getSid(), participant.getDisplayName());
            }
            names.put(room.getRoomSid(), Map.copyOf(participants));
        } else if (value == null) {
            names.remove(record.key());
        }
    }

    boolean knows(String room) {
        return names.containsKey(room);
    }

    Optional<String> speaker(String room, String participant) {
        return Optional.ofNullable(names.getOrDefault(room, Map.of()).get(participant))
                .filter(name -> !name.isBlank());
    }
}
