package io.voxlog.app.bench;

import io.voxlog.runtime.KafkaSettings;
import io.voxlog.schemas.RecordSerdes;
import io.voxlog.schemas.RoomParticipant;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.RoomStatus;
import io.voxlog.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Rooms of two people each, as the analysis role would announce them; all names follow from the person's number. */
final class BenchRooms {
    private BenchRooms() {}

    static String room(int person) {
        return "RM_bench" + person / 2;
    }

    static String name(int person) {
        return "bench-" + person / 2;
    }

    static String identity(int person) {
        return "speaker" + person;
    }

    static String participant(int person) {
        return "PA_" + identity(person);
    }

    static String track(int person) {
        return "TR_" + identity(person);
    }

    static String pcmTopic(int person) {
        return Topics.pcm(room(person), participant(person));
    }

    /** Announces the rooms of this many people; returns when they are on the log. */
    static void announce(KafkaSettings kafka, RecordSerdes serdes, int people, long t0Millis) {
        try (KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(
                kafka.liveProducer("voxlog-bench-rooms"), new StringSerializer(), serdes.serializer())) {
            for (int first = 0; first < people; first += 2) {
                List<RoomParticipant> participants = new ArrayList<>();
                for (int person = first; person < Math.min(first + 2, people); person++) {
                    participants.add(RoomParticipant.newBuilder()
                            .setSid(participant(person))
                            .setIdentity(identity(person))
                            .setDisplayName(identity(person))
                            .build());
                }
                RoomState state = RoomState.newBuilder()
                        .setRoomSid(room(first))
                        .setRoomName(name(first))
                        .setStatus(RoomStatus.ACTIVE)
                        .setT0Millis(t0Millis)
                        .setParticipants(participants)
                        .build();
                producer.send(new ProducerRecord<>(Topics.ROOMS.name(), state.getRoomSid(), state));
            }
        }
    }
}
