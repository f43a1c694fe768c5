package io.voxlog.monitor;

import io.voxlog.schemas.Keys;
import io.voxlog.schemas.RoomParticipant;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.RoomStatus;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.schemas.TranscriptPartial;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A call of several people.
 *
 * @param names what they are called; identities are p1, p2, …, sids PA_1, PA_2, …, tracks TR_1, TR_2, …
 */
record Talk(String room, String roomName, long t0Millis, List<String> names) {
    private static final long TICKS = 48_000;

    ProducerRecord<String, SpecificRecord> state(RoomStatus status) {
        List<RoomParticipant> participants = new ArrayList<>();
        for (int i = 1; i <= names.size(); i++) {
            participants.add(RoomParticipant.newBuilder()
                    .setSid("PA_" + i)
                    .setIdentity("p" + i)
                    .setDisplayName(names.get(i - 1))
                    .setConnectionType("web")
                    .setJoinedAtMillis(t0Millis + i)
                    .build());
        }
        RoomState state = RoomState.newBuilder()
                .setRoomSid(room)
                .setRoomName(roomName)
                .setStatus(status)
                .setT0Millis(t0Millis)
                .setOrganizationId("org-talk")
                .setParticipants(participants)
                .build();
        return new ProducerRecord<>(Topics.ROOMS.name(), room, state);
    }

    /** @param who counts from 1 */
    ProducerRecord<String, SpecificRecord> says(int who, double start, double end, String language, String text) {
        long ticks = Math.round(start * TICKS);
        TranscriptFinal spoken = TranscriptFinal.newBuilder()
                .setId(Keys.finalId(0, "TR_" + who, ticks))
                .setRun(0)
                .setRoomSid(room)
                .setParticipantSid("PA_" + who)
                .setParticipantIdentity("p" + who)
                .setTrackSid("TR_" + who)
                .setSessionId("TR_" + who + "/0")
                .setEngine("tone")
                .setConfigHash("c0ffee")
                .setLanguage(language)
                .setStartTicks(ticks)
                .setEndTicks(Math.round(end * TICKS))
                .setText(text)
                .setWords(List.of())
                .build();
        return new ProducerRecord<>(Topics.TRANSCRIPT_FINALS.name(), room, spoken);
    }

    ProducerRecord<String, SpecificRecord> maySay(int who, double start, String text) {
        TranscriptPartial partial = TranscriptPartial.newBuilder()
                .setRun(0)
                .setRoomSid(room)
                .setParticipantSid("PA_" + who)
                .setParticipantIdentity("p" + who)
                .setTrackSid("TR_" + who)
                .setStartTicks(Math.round(start * TICKS))
                .setEndTicks(Math.round((start + 1) * TICKS))
                .setText(text)
                .build();
        return new ProducerRecord<>(Topics.TRANSCRIPT_PARTIALS.name(), room, partial);
    }
}
