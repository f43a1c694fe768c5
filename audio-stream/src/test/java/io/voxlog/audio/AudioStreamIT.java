package io.voxlog.audio;

import static io.voxlog.audio.RoomLog.packets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxlog.audio.adapter.opus.OpusDecoders;
import io.voxlog.audio.track.DecoderChoice;
import io.voxlog.audio.track.PacketDecoder;
import io.voxlog.media.ogg.OggPacket;
import io.voxlog.media.pcm.S16le;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.PcmLayout;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.EventSource;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.PcmHeaders;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.RoomPartitioner;
import io.voxlog.schemas.Topics;
import io.voxlog.testkit.EmbeddedCluster;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AudioStreamIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int START = 48_000;

    private static EmbeddedCluster cluster;
    private static Vertx vertx;

    private final AtomicReference<Throwable> fatal = new AtomicReference<>();
    private PcmLayout layout = PcmLayout.PARTICIPANT;
    private AudioStreamRole role = role("voxlog-audio-stream");

    @BeforeAll
    static void startCluster() {
        cluster = EmbeddedCluster.start();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopCluster() {
        done(vertx.close());
        cluster.close();
    }

    @AfterEach
    void stopRole() {
        done(role.stop());
        assertThat(fatal.get()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aCallBecomesContiguousPcmThatEqualsItsDecoding(PcmLayout chosen) throws Exception {
        with(chosen);
        String sid = "RM_whole_" + layout;
        List<OggPacket> packets = packets("weekly-review/alice.ogg");
        try (RoomLog room = new RoomLog(cluster, sid)) {
            done(role.start());
            long epoch = room.join();
            room.open(epoch, START);
            write(room, epoch, packets, 0, packets.size());
            room.close(epoch, START + 960L * packets.size() + 480);
            room.closeRoom(epoch);

            Pcm pcm = awaitEnd(room);

            pcm.assertContiguous();
            assertThat(pcm.startTicks()).isEqualTo(START);
            assertThat(pcm.endTicks()).isEqualTo(START + 960L * packets.size() + 480);
            assertThat(pcm.samples()).startsWith(decoded(packets)).hasSize(packets.size() * 640 + 320);
            assertThat(pcm.header(0, PcmHeaders.IDENTITY)).isEqualTo(RoomLog.IDENTITY);
            assertThat(pcm.header(0, PcmHeaders.EPOCH)).isEqualTo(Long.toString(epoch));
            assertThat(pcm.records().get(0).key()).isEqualTo(key(room));
            assertThat(cluster.admin().listTopics().names().get().contains(room.pcmTopic()))
                    .isEqualTo(layout == PcmLayout.PARTICIPANT);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(copies(sid).stream().map(RoomEvent::getType))
                            .containsExactly("room_joined", "track_opened", "track_closed", "room_closed"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ownersThatAreKilledLoseAndDoubleNothing(PcmLayout chosen) {
        with(chosen);
        String sid = "RM_killed_" + layout;
        List<OggPacket> packets = packets("weekly-review/bob.ogg");
        Random random = new Random(7);
        try (RoomLog room = new RoomLog(cluster, sid)) {
            done(role.start());
            long epoch = room.join();
            room.open(epoch, START);
            int written = 0;
            for (int kill = 1; kill <= 5; kill++) {
                int to = packets.size() * kill / 6;
                write(room, epoch, packets, written, to);
                written = to;
                int seen = random.nextInt(packets.size() / 6) + packets.size() * (kill - 1) / 6;
                awaitRecords(room, seen);
                done(role.kill());
                role = role("voxlog-audio-stream");
                done(role.start());
            }
            write(room, epoch, packets, written, packets.size());
            room.close(epoch, START + 960L * packets.size());
            room.closeRoom(epoch);

            Pcm pcm = awaitEnd(room);

            pcm.assertContiguous();
            assertThat(pcm.kinds().subList(0, packets.size())).containsOnly(PcmHeaders.KIND_AUDIO);
            assertThat(pcm.records()).hasSize(packets.size() + 1);
            await().atMost(PATIENCE).untilAsserted(() -> {
                List<RoomEvent> copies = copies(sid);
                assertThat(copies).hasSize(4);
                assertThat(new HashSet<>(copies.stream().map(RoomEvent::getId).toList()))
                        .hasSize(4);
            });
            assertCloseTo(S16le.samples(decoded(packets)), S16le.samples(pcm.samples()));
        }
    }

    @Test
    void threadsGrowWithPartitionsAndNotWithTracks() {
        List<OggPacket> packets = packets("weekly-review/alice.ogg").subList(0, 25);
        List<RoomLog> rooms = IntStream.range(0, 3 * EmbeddedCluster.PARTITIONS)
                .mapToObj(number -> new RoomLog(cluster, "RM_many" + number))
                .toList();
        try {
            done(role.start());
            Map<RoomLog, Long> epochs = new LinkedHashMap<>();
            for (RoomLog room : rooms) {
                long epoch = room.join();
                epochs.put(room, epoch);
                room.open(epoch, START);
                write(room, epoch, packets, 0, packets.size());
            }
            rooms.forEach(room -> awaitRecords(room, packets.size()));

            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .map(Thread::getName)
                            .filter(name -> name.startsWith("audio-stream-worker")))
                    .as("a worker per partition and the poll loop")
                    .hasSizeBetween(2, EmbeddedCluster.PARTITIONS + 1);
            epochs.forEach((room, epoch) -> {
                room.close(epoch, START + 960L * packets.size());
                room.closeRoom(epoch);
            });
        } finally {
            rooms.forEach(RoomLog::close);
        }
    }

    @Test
    void aBrokerThatIsAwayForAWhileCostsNothing() {
        List<OggPacket> packets = packets("support-escalation/carol.ogg");
        try (RoomLog room = new RoomLog(cluster, "RM_outage")) {
            long epoch = room.join();
            room.open(epoch, START);
            for (int i = 0; i < packets.size(); i++) {
                room.packet(epoch, i, START + 2_880L * i, packets.get(i));
            }
            room.close(epoch, START + 2_880L * packets.size());
            done(role.start());
            awaitRecords(room, 20);

            cluster.restart();

            Pcm pcm = awaitEnd(room);
            pcm.assertContiguous();
            assertThat(pcm.records()).hasSize(packets.size() + 1);
        }
    }

    @Test
    void theNewerOfTwoEpochsTakesOver() {
        List<OggPacket> packets = packets("weekly-review/alice.ogg").subList(0, 300);
        try (RoomLog room = new RoomLog(cluster, "RM_epochs")) {
            done(role.start());
            long first = room.join();
            room.open(first, START);
            write(room, first, packets, 0, 120);
            long second = room.join();
            room.open(second, START);
            for (int i = 100; i < 300; i++) {
                if (i < 160) {
                    room.packet(first, i + 20, START + 960L * (i + 20), packets.get(i + 20));
                }
                room.packet(second, 60_000 + i, START + 960L * (i + 10), packets.get(Math.min(i + 10, 299)));
            }
            room.close(first, START);
            room.close(second, START + 960L * 310);

            Pcm pcm = awaitEnd(room);

            pcm.assertContiguous();
            assertThat(pcm.endTicks()).isEqualTo(START + 960L * 310);
            assertThat(pcm.header(119, PcmHeaders.EPOCH)).isEqualTo(Long.toString(first));
            assertThat(pcm.header(121, PcmHeaders.EPOCH)).isEqualTo(Long.toString(second));
            assertThat(pcm.records()).hasSize(311);
        }
    }

    @Test
    void readingTheLogAgainWritesNothingAndRecreatesNoDeletedTopic() throws Exception {
        List<OggPacket> packets = packets("weekly-review/bob.ogg").subList(0, 50);
        try (RoomLog kept = new RoomLog(cluster, "RM_kept");
                RoomLog deleted = new RoomLog(cluster, "RM_deleted")) {
            done(role.start());
            for (RoomLog room : List.of(kept, deleted)) {
                long epoch = room.join();
                room.open(epoch, START);
                write(room, epoch, packets, 0, packets.size());
                room.close(epoch, START + 960L * packets.size());
                room.closeRoom(epoch);
                awaitEnd(room);
            }
            done(role.stop());
            cluster.admin().deleteTopics(List.of(deleted.pcmTopic())).all().get();
            sendPcmDeleted("RM_deleted");
            int records = pcm(kept).records().size();
            int copies = copies("RM_kept").size();

            role = role("another-group-from-the-start");
            done(role.start());
            awaitCommitted("another-group-from-the-start");

            assertThat(pcm(kept).records()).hasSize(records);
            assertThat(copies("RM_kept")).hasSize(copies);
            assertThat(cluster.admin().listTopics().names().get()).doesNotContain(deleted.pcmTopic());
        }
    }

    private void with(PcmLayout chosen) {
        layout = chosen;
        role = role("voxlog-audio-stream");
    }

    private AudioStreamRole role(String group) {
        RoleContext context = new RoleContext(
                vertx,
                cluster.settings(),
                cluster.serdes(),
                Clock.systemUTC(),
                "worker",
                new SimpleMeterRegistry(),
                fatal::set);
        return new AudioStreamRole(
                context,
                AudioStreamConfig.from(new Env(Map.of(
                        "AUDIO_STREAM_GROUP",
                        group,
                        "AUDIO_STREAM_COMMIT_INTERVAL",
                        "100ms",
                        "PCM_LAYOUT",
                        layout.name()))));
    }

    private static void write(RoomLog room, long epoch, List<OggPacket> packets, int from, int to) {
        for (int i = from; i < to; i++) {
            room.packet(epoch, i, START + 960L * i, packets.get(i));
        }
        room.flush();
    }

    private Pcm awaitEnd(RoomLog room) {
        return await().atMost(PATIENCE).ignoreExceptions().until(() -> pcm(room), Pcm::ended);
    }

    private void awaitRecords(RoomLog room, int count) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> pcm(room).records().size() >= count);
    }

    private Pcm pcm(RoomLog room) {
        String topic = layout == PcmLayout.SHARED ? Topics.AUDIO_PCM.name() : room.pcmTopic();
        return new Pcm(cluster.reader().readBytes(topic).stream()
                .filter(record -> record.key().equals(key(room)))
                .toList());
    }

    private String key(RoomLog room) {
        return layout == PcmLayout.SHARED ? Keys.pcm(room.roomSid(), RoomLog.TRACK) : RoomLog.TRACK;
    }

    /** Where the note of the last commit says that a successor must read from, in the room's partition. */
    private static long noted(RoomLog room) throws Exception {
        String note = committed(room).orElseThrow().metadata();
        return Long.parseLong(note.substring(note.indexOf('=') + 1));
    }

    private static Optional<OffsetAndMetadata> committed(RoomLog room) throws Exception {
        int partition = RoomPartitioner.partition(room.roomSid(), EmbeddedCluster.PARTITIONS);
        var committed = cluster.admin()
                .listConsumerGroupOffsets("voxlog-audio-stream")
                .partitionsToOffsetAndMetadata()
                .get();
        return Optional.ofNullable(committed.get(new TopicPartition(Topics.LIVEKIT_AUDIO.name(), partition)));
    }

    private static List<RoomEvent> copies(String roomSid) {
        return cluster.reader().values(Topics.LIVEKIT_EVENTS, RoomEvent.class).stream()
                .filter(event -> event.getSource() == EventSource.AUDIO_LOG
                        && event.getRoomSid().equals(roomSid))
                .toList();
    }

    private static void sendPcmDeleted(String roomSid) throws Exception {
        try (var producer = cluster.producer()) {
            RoomEvent event = RoomEvent.newBuilder()
                    .setId("owner/" + roomSid)
                    .setType("pcm_deleted")
                    .setRoomSid(roomSid)
                    .setRoomName("")
                    .setSource(EventSource.OWNER)
                    .setCreatedAtMillis(0)
                    .build();
            producer.send(new ProducerRecord<>(Topics.LIVEKIT_EVENTS.name(), roomSid, event))
                    .get();
        }
    }

    /** Until the group has committed the end of every partition that holds records. */
    private static void awaitCommitted(String group) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var committed = cluster.admin()
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<Integer, Long> ends = new HashMap<>();
            for (ConsumerRecord<String, ?> record : cluster.reader().readAll(Topics.LIVEKIT_AUDIO)) {
                ends.merge(record.partition(), record.offset() + 1, Math::max);
            }
            ends.forEach((partition, end) -> assertThat(
                            committed.get(new TopicPartition(Topics.LIVEKIT_AUDIO.name(), partition)))
                    .isNotNull()
                    .satisfies(offset -> assertThat(offset.offset()).isEqualTo(end)));
        });
    }

    @Test
    void aSuccessorKnowsATrackThatPausedLongBeforeItsFirstOffset() throws Exception {
        with(PcmLayout.SHARED);
        List<OggPacket> packets = packets("weekly-review/alice.ogg").subList(0, 100);
        try (RoomLog paused = new RoomLog(cluster, "RM_paused");
                RoomLog busy = new RoomLog(cluster, samePartition("RM_paused"))) {
            done(role.start());
            long epoch = paused.join();
            paused.open(epoch, START);
            write(paused, epoch, packets, 0, 50);
            paused.silence(epoch, START + 960L * 50, START + 960L * 100);
            awaitRecords(paused, 55);
            long busyEpoch = busy.join();
            busy.open(busyEpoch, START);
            write(busy, busyEpoch, packets, 0, packets.size());
            busy.close(busyEpoch, START + 960L * packets.size());
            busy.closeRoom(busyEpoch);
            long lastOfBusy = awaitEnd(busy).records().get(packets.size()).offset();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> committed(paused)
                            .filter(offset -> offset.offset() > busyEpoch + packets.size())
                            .isPresent());
            assertThat(noted(paused))
                    .isLessThanOrEqualTo(pcm(paused).records().get(54).offset());

            done(role.kill());
            role = role("voxlog-audio-stream");
            done(role.start());
            for (int i = 50; i < 100; i++) {
                paused.packet(epoch, i, START + 960L * (i + 100), packets.get(i));
            }
            paused.close(epoch, START + 960L * 200);
            paused.closeRoom(epoch);

            Pcm pcm = awaitEnd(paused);
            pcm.assertContiguous();
            assertThat(pcm.endTicks()).isEqualTo(START + 960L * 200);
            assertThat(pcm(busy).records()).hasSize(packets.size() + 1);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(noted(paused)).isGreaterThan(lastOfBusy));
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

    private static byte[] decoded(List<OggPacket> packets) {
        PacketDecoder decoder =
                OpusDecoders.choose(DecoderChoice.AUTO, Optional.empty()).get();
        short[] samples = new short[1_920];
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (OggPacket packet : packets) {
            int count = decoder.decode(packet.payload(), samples);
            all.writeBytes(S16le.bytes(samples, 0, count));
        }
        return all.toByteArray();
    }

    /** A decoder that ran up over 200 ms makes the same sound: what differs is 30 dB below it. */
    private static void assertCloseTo(short[] expected, short[] actual) {
        assertThat(actual).hasSameSizeAs(expected);
        double signal = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            signal += (double) expected[i] * expected[i];
            difference += Math.pow(expected[i] - actual[i], 2);
        }
        assertThat(difference).isLessThan(signal / 1_000);
    }

    private static void done(Future<Void> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
