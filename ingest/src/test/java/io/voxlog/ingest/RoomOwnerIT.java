package io.voxlog.ingest;

import static io.voxlog.ingest.IngestFixture.OPUS;
import static io.voxlog.ingest.IngestFixture.OPUS_TICKS;
import static io.voxlog.ingest.IngestFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.ingest.client.adapter.AudioSocketClient;
import io.voxlog.ingest.owner.OwnerSettings;
import io.voxlog.schemas.ClosedTrack;
import io.voxlog.schemas.OpusPacket;
import io.voxlog.schemas.RoomClosed;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.RoomJoined;
import io.voxlog.schemas.RoomPartitioner;
import io.voxlog.schemas.RoomStatus;
import io.voxlog.schemas.RoomTrack;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TrackClosed;
import io.voxlog.testkit.EmbeddedCluster;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RoomOwnerIT {
    private static IngestFixture ingest;

    @BeforeAll
    static void start() {
        ingest = new IngestFixture(config -> config.with(
                config.audio(),
                new OwnerSettings(
                        Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofMillis(50))));
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() {
        Awaitility.reset();
        ingest.close();
    }

    @Test
    void endsTheTracksOfDeadSourcesAndThenTheRoomOnce() {
        ingest.room("RM_dead", "dead", "alice");
        AudioSocketClient client = ingest.client("RM_dead", "dead", "alice", "TR_dead");
        await(client.open());
        send(client, 5);
        client.abandon();
        ingest.put(ingest.state("RM_dead", "dead", "alice")
                .setStatus(RoomStatus.COMPLETED)
                .build());

        Awaitility.await().until(() -> of("RM_dead", RoomClosed.class).size() == 1);
        ingest.restartRole();
        ingest.put(ingest.state("RM_dead", "dead", "alice")
                .setStatus(RoomStatus.COMPLETED)
                .build());
        settled("RM_dead2", "dead2");

        List<ConsumerRecord<String, SpecificRecord>> records = records("RM_dead");
        TrackClosed end = of("RM_dead", TrackClosed.class).get(0);
        assertThat(end.getReason()).isEqualTo("resume_window_over");
        assertThat(end.getEndTicks()).isEqualTo(48_000 + 5 * OPUS_TICKS);
        assertThat(of("RM_dead", RoomClosed.class)).singleElement().satisfies(closed -> {
            assertThat(closed.getTracks()).extracting(ClosedTrack::getTrackSid).containsExactly("TR_dead");
            assertThat(closed.getFirstOffset()).isEqualTo(records.get(0).offset());
            assertThat(closed.getLastOffset())
                    .isEqualTo(records.get(records.size() - 2).offset());
        });
    }

    @Test
    void aFinishedRoomWaitsForItsConnectedTracks() {
        ingest.room("RM_slow", "slow", "alice");
        AudioSocketClient client = ingest.client("RM_slow", "slow", "alice", "TR_slow");
        await(client.open());
        send(client, 5);
        ingest.put(ingest.state("RM_slow", "slow", "alice")
                .setStatus(RoomStatus.COMPLETED)
                .build());
        settled("RM_slow2", "slow2");
        assertThat(of("RM_slow", RoomClosed.class)).isEmpty();
        await(client.close());

        Awaitility.await().until(() -> of("RM_slow", RoomClosed.class).size() == 1);
        assertThat(of("RM_slow", TrackClosed.class).get(0).getReason()).isEqualTo("source");
        AudioSocketClient late = ingest.client("RM_slow", "slow", "alice", "TR_late");
        assertThatThrownBy(() -> await(late.open())).hasMessageContaining("room_closed");
        AudioSocketClient repeated = ingest.client("RM_slow", "slow", "alice", "TR_slow");
        assertThat(await(repeated.open()).closed()).isTrue();
    }

    @Test
    void aRepeatedCallIsToldFromRoomStateAlone() {
        ingest.put(ingest.state("RM_old", "old", "alice")
                .setStatus(RoomStatus.COMPLETED)
                .setAudioClosed(true)
                .setTracks(List.of(track("TR_old")))
                .build());
        assertThat(await(ingest.client("RM_old", "old", "alice", "TR_old").open())
                        .closed())
                .isTrue();
        assertThatThrownBy(() ->
                        await(ingest.client("RM_old", "old", "alice", "TR_new").open()))
                .hasMessageContaining("room_closed");
    }

    @Test
    void recordingGoesOnUnderANewEpochWhenTheRoomChangesOwner() {
        IngestRole second = ingest.newRole("second", 0);
        await(second.start());
        for (int partition = 0; partition < EmbeddedCluster.PARTITIONS; partition++) {
            ingest.room(moving(partition), "move", "alice");
        }
        String room = Awaitility.await().until(RoomOwnerIT::ownedByTheFirst, found -> !found.isEmpty());
        AudioSocketClient client = ingest.client(second.port(), room, "move", "alice", "TR_move");
        await(client.open());
        send(client, 10);

        ingest.stopRole();
        Awaitility.await().until(() -> owner(room).startsWith("second-"));
        for (int i = 10; i < 20; i++) {
            await(client.send((long) i * OPUS_TICKS, OPUS));
        }
        await(client.close());
        await(second.stop());
        ingest.restartRole();

        List<OpusPacket> packets = of(room, OpusPacket.class);
        assertThat(packets).extracting(OpusPacket::getSequence).hasSize(20).doesNotHaveDuplicates();
        assertThat(packets).isSortedAccordingTo(Comparator.comparing(OpusPacket::getEpoch));
        assertThat(client.reconnects()).isZero();
        assertThat(endsThatCount(room)).isEqualTo(1);
    }

    /** A room sid in each partition. */
    private static String moving(int partition) {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> "RM_move" + number)
                .filter(sid -> RoomPartitioner.partition(sid, EmbeddedCluster.PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    /** A room of the first role, once each role has one; empty before. */
    private static String ownedByTheFirst() {
        List<String> rooms = IntStream.range(0, EmbeddedCluster.PARTITIONS)
                .mapToObj(RoomOwnerIT::moving)
                .toList();
        boolean shared = rooms.stream().anyMatch(sid -> owner(sid).startsWith("second-"));
        return rooms.stream()
                .filter(sid -> shared && owner(sid).startsWith("first-"))
                .findFirst()
                .orElse("");
    }

    private static String owner(String room) {
        return of(room, RoomJoined.class).stream()
                .reduce((older, newer) -> newer)
                .map(RoomJoined::getAgent)
                .orElse("");
    }

    /** An end written under an epoch that had become old just before is written again, and counts once. */
    private static long endsThatCount(String room) {
        long epoch = -1;
        long counting = 0;
        for (ConsumerRecord<String, SpecificRecord> stored : records(room)) {
            if (stored.value() instanceof RoomJoined) {
                epoch = stored.offset();
            } else if (stored.value() instanceof TrackClosed end && end.getEpoch() == epoch) {
                counting++;
            }
        }
        return counting;
    }

    @Test
    void pcmTopicsGoAfterTheGraceAndTheLogSaysSo() throws Exception {
        ingest.cluster
                .admin()
                .createTopics(List.of(
                        new NewTopic(Topics.pcm("RM_pcm", "PA_alice"), 1, (short) 1),
                        new NewTopic(Topics.pcm("RM_pcmOther", "PA_alice"), 1, (short) 1)))
                .all()
                .get();
        ingest.put(ingest.state("RM_pcm", "pcm", "alice")
                .setStatus(RoomStatus.COMPLETED)
                .setAudioClosed(true)
                .setTracks(List.of(track("TR_pcm")))
                .setSealedAtMillis(IngestFixture.T0)
                .build());

        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                ingest.cluster.reader().values(Topics.LIVEKIT_EVENTS, RoomEvent.class).stream()
                                        .filter(event -> event.getType().equals("pcm_deleted")
                                                && event.getRoomSid().equals("RM_pcm")))
                        .singleElement()
                        .satisfies(event -> {
                            assertThat(event.getId()).isEqualTo("pcm_deleted/RM_pcm");
                            assertThat(event.getRoomSid()).isEqualTo("RM_pcm");
                        }));
        Set<String> names = ingest.cluster.admin().listTopics().names().get();
        assertThat(names)
                .doesNotContain(Topics.pcm("RM_pcm", "PA_alice"))
                .contains(Topics.pcm("RM_pcmOther", "PA_alice"));
    }

    @Test
    void aRoomWithoutTopicsOfItsOwnIsSaidToBeDoneAllTheSame() {
        ingest.put(ingest.state("RM_sharedPcm", "shared", "alice")
                .setStatus(RoomStatus.COMPLETED)
                .setAudioClosed(true)
                .setTracks(List.of(track("TR_shared")))
                .setSealedAtMillis(IngestFixture.T0)
                .build());

        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                ingest.cluster.reader().values(Topics.LIVEKIT_EVENTS, RoomEvent.class).stream()
                                        .map(RoomEvent::getId))
                        .contains("pcm_deleted/RM_sharedPcm"));
    }

    private static RoomTrack track(String trackSid) {
        return RoomTrack.newBuilder()
                .setParticipantSid("PA_alice")
                .setParticipantIdentity("alice")
                .setTrackSid(trackSid)
                .setStartTicks(0L)
                .setEndTicks(48_000L)
                .setFinals(3L)
                .build();
    }

    /** Another room has been joined after all that was asked before: the owner has had its say. */
    private static void settled(String room, String name) {
        ingest.room(room, name, "alice");
        Awaitility.await().until(() -> !of(room, RoomJoined.class).isEmpty());
    }

    private static void send(AudioSocketClient client, int count) {
        for (int i = 0; i < count; i++) {
            await(client.send((long) i * OPUS_TICKS, OPUS));
        }
    }

    private static <T extends SpecificRecord> List<T> of(String room, Class<T> kind) {
        return records(room).stream()
                .map(ConsumerRecord::value)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static List<ConsumerRecord<String, SpecificRecord>> records(String room) {
        return ingest.cluster.reader().readAll(Topics.LIVEKIT_AUDIO).stream()
                .filter(stored -> stored.key().equals(room))
                .toList();
    }
}
