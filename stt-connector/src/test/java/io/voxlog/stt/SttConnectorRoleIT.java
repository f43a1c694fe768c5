package io.voxlog.stt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxlog.runtime.PcmLayout;
import io.voxlog.schemas.RoomPartitioner;
import io.voxlog.schemas.SttSession;
import io.voxlog.schemas.SttSessionStatus;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TrackTranscribed;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.schemas.TranscriptPartial;
import io.voxlog.testkit.EmbeddedCluster;
import io.voxlog.testkit.tone.ToneCall;
import io.voxlog.testkit.tone.ToneEngine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SttConnectorRoleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long START_TICKS = 90_001;

    private final EmbeddedCluster cluster = EmbeddedCluster.shared();
    private final ToneEngine engine = new ToneEngine();
    private RunningRoles roles;

    @BeforeEach
    void startRoles() {
        roles = new RunningRoles(cluster);
    }

    @AfterEach
    void stopRoles() throws Exception {
        roles.close();
        engine.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyWordBecomesAFinalAtItsPosition(PcmLayout layout) throws Exception {
        String sid = "RM_words_" + layout;
        ToneCall call = ToneCall.builder()
                .alternate(List.of("alice", "bob"), 4, 3, Duration.ofMillis(60))
                .build();
        roles.start("one", layout, engine);
        try (PlayedRoom room = new PlayedRoom(cluster, layout, sid, call, START_TICKS)) {
            room.announce().createTopics().allAudio().end().over();
            Transcribed transcribed = new Transcribed(cluster, sid);
            await().atMost(PATIENCE).until(() -> transcribed.ends().size() == 2);

            for (String speaker : List.of("alice", "bob")) {
                assertThat(transcribed.words(speaker)).isEqualTo(room.truth(speaker));
                assertEnded(transcribed, room, sid, speaker);
            }
            assertThat(transcribed.finals("alice"))
                    .allSatisfy(
                            it -> assertThat(it.getId()).isEqualTo("0/" + it.getTrackSid() + "/" + it.getStartTicks()))
                    .allSatisfy(it ->
                            assertThat(it.getWords().get(0).getConfidence()).isNull());
            assertSessions(transcribed, call);
            assertPartials(transcribed, sid);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsFinishedIsNotDoneAgainAfterRestartAndOffsetReset(PcmLayout layout) throws Exception {
        String sid = "RM_again_" + layout;
        ToneCall call =
                ToneCall.builder().say("alice", 5, Duration.ofMillis(80)).build();
        Transcribed transcribed = new Transcribed(cluster, sid);
        try (PlayedRoom room = new PlayedRoom(cluster, layout, sid, call, 0)) {
            room.announce().createTopics().allAudio().end().over();
            SttConnectorRole first = roles.start("first", layout, engine);
            await().atMost(PATIENCE).until(() -> transcribed.ends().size() == 1);
            RunningRoles.stop(first);
            var before = transcribed.all();

            cluster.admin()
                    .deleteConsumerGroups(List.of("voxlog-stt-connector"))
                    .all()
                    .get();
            roles.start("second", layout, engine);
            ToneCall more =
                    ToneCall.builder().say("carol", 2, Duration.ofMillis(80)).build();
            try (PlayedRoom witness = new PlayedRoom(cluster, layout, samePartition(sid), more, 0)) {
                witness.announce().createTopics().allAudio().end();
                Transcribed seen = new Transcribed(cluster, samePartition(sid));
                await().atMost(PATIENCE).until(() -> seen.ends().size() == 1);
            }

            assertThat(transcribed.all()).isEqualTo(before);
        }
    }

    /** The sid of another room in the partition of this one. */
    private static String samePartition(String roomSid) {
        int partition = RoomPartitioner.partition(roomSid, EmbeddedCluster.PARTITIONS);
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> roomSid + "_" + i)
                .filter(sid -> RoomPartitioner.partition(sid, EmbeddedCluster.PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void topicsThatComeLateAreReadFromTheirStart() throws Exception {
        ToneCall call = ToneCall.builder().say("dave", 3, Duration.ofMillis(80)).build();
        Transcribed transcribed = new Transcribed(cluster, "RM_late");
        roles.start("early", SttConnectorConfig.USUAL, engine);
        try (PlayedRoom room = new PlayedRoom(cluster, "RM_late", call, 0)) {
            room.announce();
            await().during(Duration.ofMillis(700))
                    .atMost(PATIENCE)
                    .until(() -> !cluster.admin().listTopics().names().get().contains(room.topic("dave")));

            room.createTopics().allAudio().end();

            await().atMost(PATIENCE).until(() -> transcribed.ends().size() == 1);
            assertThat(transcribed.words("dave")).isEqualTo(room.truth("dave"));
        }
    }

    @Test
    void aRoomWhoseStateComesAfterItsSharedAudioIsHeardFromItsStart() throws Exception {
        ToneCall call = ToneCall.builder().say("dave", 3, Duration.ofMillis(80)).build();
        Transcribed transcribed = new Transcribed(cluster, "RM_unclaimed");
        String other = samePartition("RM_unclaimed");
        Transcribed before = new Transcribed(cluster, other);
        SttConnectorRole first = roles.start("reader", PcmLayout.SHARED, engine);
        try (PlayedRoom room = new PlayedRoom(cluster, PcmLayout.SHARED, "RM_unclaimed", call, 0);
                PlayedRoom passing = new PlayedRoom(cluster, PcmLayout.SHARED, other, call, 0)) {
            room.allAudio().end();
            passing.announce().allAudio().end();
            await().atMost(PATIENCE).until(() -> before.ends().size() == 1);
            RunningRoles.stop(first);

            roles.start("successor", PcmLayout.SHARED, engine);
            room.announce();

            await().atMost(PATIENCE).until(() -> transcribed.ends().size() == 1);
            assertThat(transcribed.words("dave")).isEqualTo(room.truth("dave"));
            assertThat(before.ends()).hasSize(1);
        }
    }

    @Test
    void audioThatComesWhileTheEngineConnectsIsKeptWithinBoundsAndNoneIsLost() throws Exception {
        ToneCall call =
                ToneCall.builder().say("erin", 60, Duration.ofMillis(600)).build();
        Transcribed transcribed = new Transcribed(cluster, "RM_held");
        HeldEngine held = new HeldEngine(engine);
        roles.start("held", SttConnectorConfig.USUAL, held);
        try (PlayedRoom room = new PlayedRoom(cluster, "RM_held", call, 0)) {
            room.announce().createTopics().allAudio().end();
            await().atMost(PATIENCE).until(() -> held.heldSamples() > 10 * 16_000);
            await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> held.heldSamples() < 20 * 16_000);

            held.connect();

            await().atMost(PATIENCE).until(() -> transcribed.ends().size() == 1);
            assertThat(transcribed.words("erin")).isEqualTo(room.truth("erin"));
        }
    }

    private void assertEnded(Transcribed transcribed, PlayedRoom room, String sid, String speaker) throws Exception {
        long finals = transcribed.finals(speaker).size();
        String track = room.track(speaker);
        assertThat(transcribed.ends())
                .filteredOn(it -> it.getTrackSid().equals(track))
                .extracting(TrackTranscribed::getCount)
                .containsExactly(finals);
        assertThat(transcribed.checkpoints()).hasEntrySatisfying(sid + "/0/" + track, checkpoint -> {
            assertThat(checkpoint.getFinished()).isTrue();
            assertThat(checkpoint.getFinals()).isEqualTo(finals);
        });
        long end = cluster.reader().readBytes(room.topic(speaker)).stream()
                .filter(record -> record.partition() == room.partition(speaker).partition())
                .count();
        assertThat(transcribed.committed(room.partition(speaker))).isEqualTo(end);
    }

    private static void assertSessions(Transcribed transcribed, ToneCall call) {
        assertThat(transcribed.sessions())
                .filteredOn(it -> it.getParticipantIdentity().equals("alice"))
                .extracting(SttSession::getStatus)
                .containsExactly(SttSessionStatus.STARTING, SttSessionStatus.ACTIVE, SttSessionStatus.COMPLETED);
        assertThat(transcribed.sessions())
                .filteredOn(it -> it.getStatus() == SttSessionStatus.COMPLETED)
                .allSatisfy(it -> {
                    assertThat(it.getAudioSeconds()).isEqualTo(call.length().seconds());
                    assertThat(it.getAverageConfidence()).isNull();
                });
    }

    /** Partials are of words that became finals, at the same place: a final replaces them. */
    private void assertPartials(Transcribed transcribed, String sid) {
        Set<Long> finals = Stream.of("alice", "bob")
                .flatMap(speaker -> transcribed.finals(speaker).stream())
                .map(TranscriptFinal::getStartTicks)
                .collect(Collectors.toSet());
        assertThat(cluster.reader().values(Topics.TRANSCRIPT_PARTIALS, TranscriptPartial.class))
                .filteredOn(it -> it.getRoomSid().equals(sid))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(finals).contains(it.getStartTicks()));
    }
}
