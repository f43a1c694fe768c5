package io.voxlog.stt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.SttCheckpoint;
import io.voxlog.schemas.SttSession;
import io.voxlog.schemas.SttSessionStatus;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TrackTranscribed;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.schemas.TranscriptPartial;
import io.voxlog.stt.engine.SttEngine;
import io.voxlog.testkit.EmbeddedCluster;
import io.voxlog.testkit.tone.ToneCall;
import io.voxlog.testkit.tone.ToneEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SttConnectorRoleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long START_TICKS = 90_001;

    private static EmbeddedCluster cluster;
    private static Vertx vertx;
    private final ToneEngine engine = new ToneEngine();
    private final List<SttConnectorRole> roles = new java.util.ArrayList<>();

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.start();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close();
        cluster.close();
    }

    @AfterEach
    void stopRoles() throws Exception {
        for (SttConnectorRole role : roles) {
            stop(role);
        }
        engine.close();
    }

    @Test
    void everyWordBecomesAFinalAtItsPosition() throws Exception {
        ToneCall call = ToneCall.builder()
                .alternate(List.of("alice", "bob"), 4, 3, Duration.ofMillis(60))
                .build();
        role("one", engine);
        try (PlayedRoom room = new PlayedRoom(cluster, "RM_words", call, START_TICKS)) {
            room.announce().createTopics().allAudio().end().over();
            Transcribed transcribed = new Transcribed(cluster, "RM_words");
            await().atMost(PATIENCE).until(() -> transcribed.ends().size() == 2);

            for (String speaker : List.of("alice", "bob")) {
                assertThat(transcribed.words(speaker)).isEqualTo(room.truth(speaker));
                assertEnded(transcribed, room, speaker);
            }
            assertThat(transcribed.finals("alice"))
                    .allSatisfy(it -> assertThat(it.getId())
                            .isEqualTo("0/" + it.getTrackSid() + "/" + it.getStartTicks()))
                    .allSatisfy(it -> assertThat(it.getWords().get(0).getConfidence()).isNull());
            assertSessions(transcribed, call);
            assertPartials(transcribed);
        }
    }

    private static void assertEnded(Transcribed transcribed, PlayedRoom room, String speaker) throws Exception {
        long finals = transcribed.finals(speaker).size();
        String track = room.track(speaker);
        assertThat(transcribed.ends())
                .filteredOn(it -> it.getTrackSid().equals(track))
                .extracting(TrackTranscribed::getCount)
                .containsExactly(finals);
        SttCheckpoint checkpoint =
                transcribed.checkpoints().get("RM_words/0/" + track);
        assertThat(checkpoint.getFinished()).isTrue();
        assertThat(checkpoint.getFinals()).isEqualTo(finals);
        long end = cluster.reader().readBytes(room.topic(speaker)).size();
        assertThat(transcribed.committed(room.topic(speaker))).isEqualTo(end);
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

    private static void assertPartials(Transcribed transcribed) {
        List<TranscriptPartial> partials =
                cluster.reader().values(Topics.TRANSCRIPT_PARTIALS, TranscriptPartial.class);
        assertThat(partials).isNotEmpty();
        var finals = new HashSet<>(transcribed.finals("alice").stream()
                .map(TranscriptFinal::getStartTicks)
                .toList());
        finals.addAll(transcribed.finals("bob").stream()
                .map(TranscriptFinal::getStartTicks)
                .toList());
        assertThat(partials).allSatisfy(it -> assertThat(finals).contains(it.getStartTicks()));
    }

    private SttConnectorRole role(String worker, SttEngine with) throws Exception {
        SttConnectorRole role = new SttConnectorRole(
                new RoleContext(
                        vertx,
                        cluster.settings(),
                        cluster.serdes(),
                        Clock.systemUTC(),
                        worker,
                        fault -> {
                            throw new AssertionError(fault);
                        }),
                SttConnectorConfig.USUAL,
                with);
        roles.add(role);
        role.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return role;
    }

    private static void stop(SttConnectorRole role) throws Exception {
        role.stop().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
