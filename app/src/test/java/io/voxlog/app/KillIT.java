package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxlog.runtime.KafkaSettings;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.ApicurioSerdes;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TrackTranscribed;
import io.voxlog.schemas.Transcript;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.testkit.TopicReader;
import io.voxlog.testkit.tone.ToneCall;
import io.voxlog.testkit.tone.ToneUtterance;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole system, killed with -9 in the middle of a call while the call goes on, and started again on the same data
 * folder. The moments are counts of stored audio records drawn from a seed ({@code -Dvoxlog.kill.seed=…}).
 */
class KillIT {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final int KILLS = 5;
    private static final double TOLERANCE_SECONDS = 0.020;
    private static final String ROOM = "RM_killtest";

    @TempDir
    Path folder;

    private final int httpPort = freePort();
    private final int kafkaPort = freePort();
    private final List<VoxlogProcess> processes = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (VoxlogProcess process : processes) {
            process.close();
        }
    }

    @Test
    void losesAndDoublesNothingWhileKilledAgainAndAgain() throws Exception {
        long seed = Long.getLong("voxlog.kill.seed", 20_261_120L);
        System.getLogger(KillIT.class.getName()).log(System.Logger.Level.INFO, "voxlog.kill.seed={0}", seed);
        ToneCall call = ToneCall.builder()
                .alternate(List.of("alice", "bob"), 8, 3, Duration.ofMillis(250))
                .build();
        call.writeTo(folder.resolve("call"), "kill-test");
        long records = 2 * call.length().millis() / 20;
        Random random = new Random(seed);

        VoxlogProcess dev = startDev(0);
        VoxlogProcess play = run(
                "play",
                "play",
                "--call",
                "call",
                "--to",
                "http://127.0.0.1:" + httpPort,
                "--room-sid",
                ROOM,
                "--speed",
                "4");
        for (int kill = 1; kill <= KILLS; kill++) {
            long moment = (long) (records * (kill - 1 + random.nextDouble()) / KILLS);
            awaitAudioRecords(moment);
            dev.kill();
            dev = startDev(kill);
        }
        assertThat(play.awaitExit(Duration.ofSeconds(90))).as(play.output()).isZero();

        String registry = dev.awaitLine("Schema registry: (\\S+)", READY);
        ApicurioSerdes serdes = ApicurioSerdes.connect(registry);
        TopicReader reader = new TopicReader(kafka(), serdes);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(reader.values(Topics.ANALYSIS_RESULTS, AnalysisResult.class))
                        .hasSize(4)
                        .allMatch(result -> result.getStatus() == ResultStatus.COMPLETED));
        assertHeardExactly(call, reader);
        assertEndsWithItsChildren(dev);
    }

    private static void assertEndsWithItsChildren(VoxlogProcess dev) throws InterruptedException {
        List<ProcessHandle> children = dev.terminate();
        assertThat(children).as("Postgres and the registry").hasSizeGreaterThanOrEqualTo(2);
        dev.awaitExit(Duration.ofSeconds(30));
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    private void assertHeardExactly(ToneCall call, TopicReader reader) {
        List<TranscriptFinal> finals = reader.values(Topics.TRANSCRIPT_FINALS, TranscriptFinal.class);
        record Heard(String speaker, String text, double start) {}
        List<Heard> heard = finals.stream()
                .flatMap(words -> words.getWords().stream()
                        .map(word -> new Heard(
                                words.getParticipantIdentity(), word.getText(), word.getStartTicks() / 48_000.0)))
                .sorted(Comparator.comparingDouble(Heard::start).thenComparing(Heard::speaker))
                .toList();
        List<ToneUtterance> truth = call.truth();
        assertThat(heard)
                .extracting(Heard::text)
                .containsExactlyElementsOf(
                        truth.stream().map(ToneUtterance::text).toList());
        for (int i = 0; i < truth.size(); i++) {
            assertThat(heard.get(i).speaker()).isEqualTo(truth.get(i).speaker());
            assertThat(heard.get(i).start())
                    .as("start of %s", truth.get(i).text())
                    .isBetween(
                            truth.get(i).start().seconds() - TOLERANCE_SECONDS,
                            truth.get(i).start().seconds() + TOLERANCE_SECONDS);
        }
        assertThat(reader.values(Topics.TRANSCRIPT_FINALS, TrackTranscribed.class))
                .hasSize(2);
        assertThat(reader.values(Topics.TRANSCRIPTS, Transcript.class))
                .singleElement()
                .satisfies(transcript -> {
                    assertThat(transcript.getComplete()).isTrue();
                    assertThat(transcript.getVersion()).isEqualTo(1);
                });
    }

    private VoxlogProcess startDev(int kill) {
        VoxlogProcess dev = run(
                "dev" + kill,
                "dev",
                "--engine",
                "TONE",
                "--http-port",
                String.valueOf(httpPort),
                "--kafka-port",
                String.valueOf(kafkaPort));
        dev.awaitLine("(Ready): ", READY);
        return dev;
    }

    private VoxlogProcess run(String name, String... arguments) {
        VoxlogProcess process = VoxlogProcess.start(folder, name, VoxlogProcess.QUICK_JVM, arguments);
        processes.add(process);
        return process;
    }

    private void awaitAudioRecords(long count) {
        var config = kafka().assignConsumer("kill-test");
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.LIVEKIT_AUDIO.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> consumer.endOffsets(partitions).values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum()
                            >= count);
        }
    }

    private KafkaSettings kafka() {
        return KafkaSettings.of("127.0.0.1:" + kafkaPort);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
