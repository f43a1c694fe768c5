package io.voxlog.ingest;

import static io.voxlog.ingest.IngestFixture.OPUS_TICKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.ingest.audio.AudioFrame;
import io.voxlog.ingest.audio.AudioSettings;
import io.voxlog.ingest.client.adapter.AudioSocketClient;
import io.voxlog.ingest.client.adapter.AudioSourceException;
import io.voxlog.livekit.AccessTokens;
import io.voxlog.livekit.ApiKeys;
import io.voxlog.livekit.RoomGrants;
import io.voxlog.runtime.Secret;
import io.voxlog.schemas.OpusPacket;
import io.voxlog.schemas.ProgressKind;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TrackProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class AudioRefusalIT {
    private static IngestFixture ingest;
    private static String token;

    @BeforeAll
    static void start() {
        AudioSettings defaults = AudioSettings.defaults();
        AudioSettings hasty = new AudioSettings(
                Duration.ofSeconds(4),
                defaults.maxJump(),
                defaults.windowPackets(),
                defaults.windowBytes(),
                defaults.progressEvery(),
                Duration.ofMillis(200),
                defaults.heartbeat(),
                defaults.idleTimeout(),
                defaults.maxSockets(),
                defaults.live());
        ingest = new IngestFixture(config -> config.with(hasty, config.owner()));
        ingest.room("RM_1", "standup", "alice", "bob");
        token = ingest.token("standup", "alice");
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void audioForAnUnknownRoomWaitsThenIsRefused() {
        long before = System.nanoTime();
        RawSource.open(ingest, token, "RM_nobody", "TR_1").awaitRefusal("unknown_room", 4404);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(3_900));
    }

    @Test
    void audioForARoomThatIsAnnouncedMeanwhileIsTaken() {
        RawSource source = RawSource.open(ingest, ingest.token("later", "alice"), "RM_later", "TR_later");
        ingest.room("RM_later", "later", "alice");
        assertThat(source.await("opened").getLong("nextSequence")).isZero();
        source.drop();
    }

    @Test
    void aTokenOfAnotherRoomIsRefused() {
        RawSource.open(ingest, ingest.token("other", "alice"), "RM_1", "TR_2").awaitRefusal("room_mismatch", 4403);
    }

    @Test
    void anotherParticipantsSidAndTrackAreRefused() {
        RawSource.connect(ingest, token)
                .text("{\"type\":\"open\",\"roomSid\":\"RM_1\",\"trackSid\":\"TR_3\",\"participantSid\":\"PA_bob\"}")
                .awaitRefusal("participant_mismatch", 4403);
        RawSource bob = RawSource.open(ingest, ingest.token("standup", "bob"), "RM_1", "TR_bob");
        bob.await("opened");
        RawSource.open(ingest, token, "RM_1", "TR_bob").awaitRefusal("participant_mismatch", 4403);
        bob.drop();
    }

    @Test
    void badTokensGetNoSocket() {
        assertUpgradeRefused("Bearer nonsense", 401);
        String foreign = new AccessTokens(
                        ApiKeys.of("devkey", new Secret("anothersecretanothersecretanother")), Clock.systemUTC())
                .mint("devkey", "alice", RoomGrants.publisher("standup"), Duration.ofMinutes(1));
        assertUpgradeRefused(foreign, 401);
        String listener = new AccessTokens(ApiKeys.of(IngestFixture.KEY, IngestFixture.SECRET), Clock.systemUTC())
                .mint(
                        IngestFixture.KEY,
                        "alice",
                        new RoomGrants("standup", true, false, List.of(), true, false),
                        Duration.ofMinutes(1));
        assertUpgradeRefused(listener, 403);
    }

    private static void assertUpgradeRefused(String authorization, int status) {
        assertThatThrownBy(() -> RawSource.connect(ingest, authorization)).hasMessageContaining(String.valueOf(status));
    }

    @Test
    void theClientNamesCodeAndRemedyOfARefusal() {
        AudioSocketClient client = ingest.client("RM_1", "wrong-name", "alice", "TR_4");
        assertThatThrownBy(() -> IngestFixture.await(client.open()))
                .cause()
                .isInstanceOfSatisfying(
                        AudioSourceException.class,
                        refused -> assertThat(refused.code()).isEqualTo("room_mismatch"))
                .hasMessageContaining("remedy");
    }

    @Test
    void jumpsAreRefusedUnlessDeclared() {
        RawSource source = RawSource.open(ingest, token, "RM_1", "TR_jump");
        source.packet(0, 0).packet(1, OPUS_TICKS + 11 * 48_000L);
        source.awaitRefusal("time_jump", 4422);

        RawSource declared = RawSource.open(ingest, token, "RM_1", "TR_gap");
        declared.packet(0, 0)
                .text("{\"type\":\"gap\",\"fromSequence\":1,\"nextSequence\":5,\"toTicks\":960000}")
                .packet(5, 960_000)
                .text("{\"type\":\"silence\",\"toTicks\":2880000}")
                .packet(6, 2_880_000)
                .awaitAck(6);
        assertThat(progress("TR_gap"))
                .extracting(TrackProgress::getKind, TrackProgress::getFromTicks, TrackProgress::getToTicks)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ProgressKind.GAP, 960L, 960_000L),
                        org.assertj.core.groups.Tuple.tuple(ProgressKind.SILENCE, 960_960L, 2_880_000L));
        declared.drop();
    }

    @Test
    void afterAnOutageCaptureTimeMayHaveGoneOn() {
        RawSource before = RawSource.open(ingest, token, "RM_1", "TR_outage");
        before.packet(0, 0).awaitAck(0);
        before.drop();
        RawSource after = RawSource.open(ingest, token, "RM_1", "TR_outage");
        assertThat(after.await("opened").getLong("nextSequence")).isEqualTo(1);
        after.packet(1, 30 * 48_000L).awaitAck(1);

        assertThat(progress("TR_outage"))
                .extracting(TrackProgress::getKind, TrackProgress::getFromTicks, TrackProgress::getToTicks)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ProgressKind.GAP, 960L, 30 * 48_000L));
        after.drop();
    }

    @Test
    void hostileMessagesAreRefusedWithACause() {
        assertRefused("TR_h1", "bad_message", 4400, source -> source.bytes(new byte[] {1, 0, 3}));
        assertRefused("TR_h2", "bad_message", 4400, source -> source.bytes(frame((byte) 9)));
        assertRefused(
                "TR_h3",
                "invalid_opus",
                4422,
                source -> source.bytes(new AudioFrame(0, 0, new byte[] {(byte) 0xff, 0}).encode()));
        assertRefused(
                "TR_h4",
                "packet_too_large",
                4413,
                source -> source.bytes(new AudioFrame(0, 0, new byte[AudioFrame.MAX_OPUS_BYTES + 1]).encode()));
        assertRefused("TR_h5", "bad_message", 4400, source -> source.text("{not json"));
        assertRefused("TR_h6", "bad_message", 4400, source -> source.text("{\"type\":\"dance\"}"));
        assertRefused("TR_h7", "bad_message", 4400, source -> source.text("{\"type\":\"silence\",\"toTicks\":-4}"));
        assertRefused("TR_h8", "sequence_gap", 4422, source -> source.packet(7, 0));
        assertRefused(
                "TR_h9",
                "time_went_back",
                4422,
                source -> source.packet(0, 9_600).packet(1, 0));
        assertRefused("TR_h10", "packet_too_large", 4413, source -> source.bytes(new byte[65_000]));
    }

    @Test
    void samplesThatAreNoSamplesAreRefused() {
        for (String form : List.of(
                "\"format\":\"mp3\"",
                "\"format\":\"s16le\"",
                "\"format\":\"s16le\",\"sampleRate\":44000",
                "\"format\":\"f32le\",\"sampleRate\":48000,\"channels\":6",
                "\"format\":\"f32le\",\"sampleRate\":99999999999")) {
            RawSource.connect(ingest, token)
                    .text("{\"type\":\"open\",\"roomSid\":\"RM_1\",\"trackSid\":\"TR_s\"," + form + "}")
                    .awaitRefusal("bad_message", 4400);
        }
        RawSource samples = openSamples("TR_s1");
        samples.bytes(new AudioFrame(0, 0, new byte[3]).encode()).awaitRefusal("invalid_samples", 4422);
        openSamples("TR_s2")
                .bytes(new AudioFrame(0, 0, new byte[11_522]).encode())
                .awaitRefusal("packet_too_large", 4413);
        openSamples("TR_s3")
                .bytes(new AudioFrame(0, 4_800, new byte[1_920]).encode())
                .bytes(new AudioFrame(1, 4_800, new byte[1_920]).encode())
                .awaitRefusal("time_went_back", 4422);
        openSamples("TR_s4")
                .bytes(new AudioFrame(1, 0, new byte[1_920]).encode())
                .awaitRefusal("sequence_gap", 4422);
        RawSource.open(ingest, token, "RM_1", "TR_s1").awaitRefusal("format_mismatch", 4403);
    }

    private static RawSource openSamples(String trackSid) {
        RawSource source = RawSource.connect(ingest, token)
                .text("{\"type\":\"open\",\"roomSid\":\"RM_1\",\"trackSid\":\"" + trackSid
                        + "\",\"startMillis\":0,\"format\":\"s16le\",\"sampleRate\":48000}");
        source.await("opened");
        return source;
    }

    @Test
    void sidsThatAreNoSidsAreRefused() {
        RawSource.connect(ingest, token)
                .text("{\"type\":\"open\",\"roomSid\":\"RM_1/../x\",\"trackSid\":\"TR_1\"}")
                .awaitRefusal("bad_message", 4400);
        RawSource.connect(ingest, token).packet(0, 0).awaitRefusal("bad_message", 4400);
    }

    @Test
    void repeatedPacketsAreAcknowledgedAndNotStoredAgain() {
        RawSource source = RawSource.open(ingest, token, "RM_1", "TR_again");
        source.packet(0, 0).packet(0, 0).packet(1, OPUS_TICKS).packet(0, 0).awaitAck(1);
        assertThat(of("TR_again", OpusPacket.class, OpusPacket::getTrackSid)).hasSize(2);
        source.drop();
    }

    @Test
    void aNewerConnectionTakesOver() {
        RawSource former = RawSource.open(ingest, token, "RM_1", "TR_twice");
        former.packet(0, 0).packet(1, OPUS_TICKS).await("ack");
        RawSource newer = RawSource.open(ingest, token, "RM_1", "TR_twice");
        assertThat(newer.await("opened").getLong("nextSequence")).isEqualTo(2);
        former.awaitRefusal("taken_over", 4409);
        newer.drop();
    }

    @Test
    void aLiveSourceMayBeSilentWithoutAWord() {
        RawSource source = RawSource.connect(ingest, token)
                .text("{\"type\":\"open\",\"roomSid\":\"RM_1\",\"trackSid\":\"TR_live\",\"silence\":\"arrival\"}");
        source.await("opened");
        source.packet(0, 0).awaitAck(0);
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(progress("TR_live"))
                        .hasSizeGreaterThan(2)
                        .allMatch(silence ->
                                silence.getKind() == ProgressKind.SILENCE && silence.getNextSequence() == 1));
        source.packet(1, OPUS_TICKS).awaitAck(1);
        assertThat(of("TR_live", OpusPacket.class, OpusPacket::getTrackSid)).hasSize(1);
        source.drop();
    }

    private static void assertRefused(
            String trackSid, String code, int closeCode, java.util.function.Consumer<RawSource> act) {
        RawSource source = RawSource.open(ingest, token, "RM_1", trackSid);
        source.await("opened");
        act.accept(source);
        source.awaitRefusal(code, closeCode);
    }

    private static byte[] frame(byte version) {
        byte[] bytes = new AudioFrame(0, 0, IngestFixture.OPUS).encode();
        bytes[0] = version;
        return bytes;
    }

    private static List<TrackProgress> progress(String trackSid) {
        return of(trackSid, TrackProgress.class, TrackProgress::getTrackSid);
    }

    private static <T extends SpecificRecord> List<T> of(
            String trackSid, Class<T> kind, java.util.function.Function<T, String> track) {
        return ingest.cluster.reader().readAll(Topics.LIVEKIT_AUDIO).stream()
                .map(ConsumerRecord::value)
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(value -> track.apply(value).equals(trackSid))
                .toList();
    }
}
