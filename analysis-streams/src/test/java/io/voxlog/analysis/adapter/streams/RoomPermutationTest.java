package io.voxlog.analysis.adapter.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.analysis.CallScript;
import io.voxlog.analysis.room.RoomFold;
import io.voxlog.analysis.sealing.RunFold;
import io.voxlog.schemas.ParticipantInfo;
import io.voxlog.schemas.ParticipantKind;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.RoomParticipant;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.RoomStatus;
import io.voxlog.schemas.RoomTrack;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Every order and repetition of the events of a call ends in the same room. */
final class RoomPermutationTest {
    private static final CallScript CALL = new CallScript("RM_1");
    private static final List<RoomEvent> EVENTS = events();

    @Property(tries = 1000)
    void everyOrderAndRepetitionGivesTheSameRoom(@ForAll("orders") List<RoomEvent> order) {
        assertThat(fold(order)).isEqualTo(fold(EVENTS));
    }

    @Provide
    Arbitrary<List<RoomEvent>> orders() {
        Arbitrary<List<RoomEvent>> repeats = Arbitraries.of(EVENTS).list().ofMaxSize(10);
        return repeats.flatMap(more -> {
            List<RoomEvent> all = new ArrayList<>(EVENTS);
            all.addAll(more);
            return Arbitraries.shuffle(all);
        });
    }

    @Test
    void theRoomIsThatWhichTheEventsTell() {
        RoomState room = fold(EVENTS);

        assertThat(room.getStatus()).isEqualTo(RoomStatus.COMPLETED);
        assertThat(room.getRoomName()).isEqualTo("weekly");
        assertThat(room.getServerId()).isEqualTo("server-1");
        assertThat(room.getOrganizationId()).isEqualTo("org-1");
        assertThat(room.getCreatedVia()).isEqualTo("webhook");
        assertThat(room.getEmptyTimeoutSeconds()).isEqualTo(120);
        assertThat(room.getT0Millis()).isEqualTo(CallScript.T0);
        assertThat(room.getClosedAtMillis()).isEqualTo(CallScript.T0 + 62_000);
        assertThat(room.getEpoch()).isEqualTo(200);
        assertThat(room.getFirstAudioOffset()).isEqualTo(100);
        assertThat(room.getLastAudioOffset()).isEqualTo(902);
        assertThat(room.getAudioClosed()).isTrue();
    }

    @Test
    void whoRejoinsIsANewParticipantAndHiddenRecordersAreLeftOut() {
        assertThat(fold(EVENTS).getParticipants())
                .extracting(
                        RoomParticipant::getSid,
                        RoomParticipant::getDisplayName,
                        RoomParticipant::getHuman,
                        RoomParticipant::getConnectionType,
                        RoomParticipant::getLeftAtMillis)
                .containsExactly(
                        tuple("PA_alice", "Alice", true, "web", 20),
                        tuple("PA_bob", "Bob the caller", true, "sip", 62),
                        tuple("PA_helper", "Helper", false, "web", 62),
                        tuple("PA_alice2", "Alice2", true, "web", 60));
    }

    @Test
    void endsWrittenByAReplacedWriterDoNotCount() {
        List<RoomTrack> tracks = fold(EVENTS).getTracks();

        assertThat(tracks)
                .extracting(RoomTrack::getTrackSid, RoomTrack::getStartTicks, RoomTrack::getEndTicks)
                .containsExactly(
                        Assertions.tuple("TR_alice", 2 * CallScript.SECOND, 20 * CallScript.SECOND),
                        Assertions.tuple("TR_bob", 3 * CallScript.SECOND, 61 * CallScript.SECOND));
    }

    private static Tuple tuple(String sid, String name, boolean human, String connection, int leftSecond) {
        return Assertions.tuple(sid, name, human, connection, CallScript.T0 + leftSecond * 1000L);
    }

    private static RoomState fold(List<RoomEvent> events) {
        RoomFold room = RoomFold.of(CALL.roomSid());
        for (RoomEvent event : events) {
            room = room.with(RoomUpdates.of(event));
        }
        return OutputRecords.room(room, RunFold.EMPTY);
    }

    private static List<RoomEvent> events() {
        ParticipantInfo bob = CALL.participant("bob", ParticipantKind.SIP, 2);
        bob.setMetadata("{\"contactName\":\"Bob the caller\",\"phoneNumber\":\"+4312345\"}");
        ParticipantInfo recorder = CALL.participant("recorder", ParticipantKind.AGENT, 1);
        recorder.setHidden(true);
        ParticipantInfo helper = CALL.participant("helper", ParticipantKind.AGENT, 4);
        ParticipantInfo rejoined = CALL.participant("alice2", ParticipantKind.STANDARD, 20);
        return List.of(
                CALL.roomStarted(),
                CALL.participantJoined(recorder, 1),
                CALL.participantJoined("alice", 1),
                CALL.participantJoined(bob, 2),
                CALL.trackPublished("alice", 3),
                CALL.trackPublished("bob", 3),
                CALL.roomJoined(100),
                CALL.trackOpened("alice", 100, 101, 2 * CallScript.SECOND),
                CALL.trackOpened("bob", 100, 102, 3 * CallScript.SECOND),
                CALL.participantJoined(helper, 4),
                CALL.participantJoined(rejoined, 20),
                CALL.participantLeft("alice", 20),
                CALL.trackClosed("alice", 100, 150, 20 * CallScript.SECOND),
                CALL.roomJoined(200),
                CALL.trackOpened("bob", 200, 201, 3 * CallScript.SECOND),
                CALL.trackClosed("bob", 100, 250, 30 * CallScript.SECOND),
                CALL.roomClosed(100, 260, "alice"),
                CALL.participantLeft(rejoined, 60),
                CALL.roomFinished(62),
                CALL.trackClosed("bob", 200, 901, 61 * CallScript.SECOND),
                CALL.roomClosed(200, 903, "alice", "bob"));
    }
}
