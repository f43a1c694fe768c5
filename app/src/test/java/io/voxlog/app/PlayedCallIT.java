package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxlog.app.play.CallFolder;
import io.voxlog.app.play.CallPlayer;
import io.voxlog.app.play.PlayOptions;
import io.voxlog.app.play.RecordedCall;
import io.voxlog.app.stack.EmbeddedStack;
import io.voxlog.app.stack.StackOptions;
import io.voxlog.runtime.Secret;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.testkit.TopicReader;
import io.voxlog.testkit.peer.Peers;
import io.voxlog.testkit.tone.ToneCall;
import io.voxlog.testkit.tone.ToneEngine;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One call in one system: played again, played elsewhere, and read by the programs of examples/. */
class PlayedCallIT {
    private static final String KEY = "devkey";
    private static final Secret SECRET = new Secret("a-secret-of-thirty-two-characters!");
    private static final long T0_MILLIS = 1_790_000_000_123L;
    private static final String ROOM = "RM_twice";
    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static RecordedCall call;
    private static EmbeddedStack stack;
    private static Map<String, List<String>> first;

    @BeforeAll
    static void playOnce() throws Exception {
        ToneCall tones = ToneCall.builder()
                .alternate(List.of("alice", "bob"), 4, 3, Duration.ofMillis(250))
                .build();
        tones.writeTo(folder.resolve("call"), "twice");
        call = CallFolder.read(folder.resolve("call"));
        stack = start("one");
        first = playAndRead(stack, call);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void playingAgainChangesNothingAndAnotherSystemGivesTheSame() throws Exception {
        Map<String, List<String>> again = playAndRead(stack, call);
        Map<String, List<String>> elsewhere;
        try (EmbeddedStack other = start("two")) {
            elsewhere = playAndRead(other, call);
        }

        assertThat(first.get("transcript.finals")).hasSizeGreaterThan(8);
        assertThat(first.get("analysis.results")).hasSize(4);
        assertThat(first.get("table transcriptions")).isNotEmpty();
        assertThat(first.get("table post_call_jobs")).hasSize(4);
        first.forEach((part, records) -> {
            assertThat(again.get(part)).as("%s, played again", part).isEqualTo(records);
            assertThat(elsewhere.get(part)).as("%s, in another system", part).isEqualTo(records);
        });
    }

    @Test
    void kcatGivesThePcmOfAParticipantAsItIs() throws Exception {
        Peers.require("kcat", "kcat", System.getenv());
        for (String topic : pcmTopics()) {
            ByteArrayOutputStream samples = new ByteArrayOutputStream();
            for (ConsumerRecord<String, byte[]> record : reader().readBytes(topic)) {
                if (record.value() != null) {
                    samples.writeBytes(record.value());
                }
            }
            String participant = topic.substring(Topics.pcmPrefix(ROOM).length());

            Path played = run(
                    List.of(
                            EXAMPLES.resolve("shell/play-participant.sh").toString(),
                            stack.infrastructure().bootstrapServers(),
                            ROOM,
                            participant,
                            "-e"),
                    Map.of("PLAYER", "cat"));

            assertThat(played).hasBinaryContent(samples.toByteArray());
            assertThat(Files.size(played)).isGreaterThan(16_000);
        }
    }

    @Test
    void thePythonExamplePrintsEveryFinal() throws Exception {
        Path python = Peers.require("python-clients", "voxlog-python", System.getenv());

        Path printed = run(
                List.of(
                        python.toString(),
                        EXAMPLES.resolve("python/finals.py").toString(),
                        "--brokers",
                        stack.infrastructure().bootstrapServers(),
                        "--registry",
                        stack.infrastructure().registryUrl(),
                        "--until-end"),
                Map.of());

        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(printed)) {
            JsonNode json = JSON.readTree(line);
            lines.add(line(
                    json.path("room").asText(),
                    json.path("start").asDouble(),
                    json.path("participant").asText(),
                    json.path("text").asText()));
        }
        assertThat(lines).containsExactlyInAnyOrderElementsOf(finals());
    }

    @Test
    void theJavaExamplePrintsEveryFinal() throws Exception {
        Path printed = run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Path.of("target", "lib").toAbsolutePath() + "/*",
                        EXAMPLES.resolve("java/Finals.java").toString(),
                        stack.infrastructure().bootstrapServers(),
                        stack.infrastructure().registryUrl(),
                        "example-finals-java",
                        "--until-end"),
                Map.of());

        assertThat(Files.readAllLines(printed)).containsExactlyInAnyOrderElementsOf(finals());
    }

    private static EmbeddedStack start(String name) {
        StackOptions options =
                new StackOptions(folder.resolve(name), folder.resolve("programs"), 0, 0, KEY, SECRET.reveal());
        return EmbeddedStack.start(options, new ToneEngine(), line -> {});
    }

    private static Map<String, List<String>> playAndRead(EmbeddedStack stack, RecordedCall call) throws Exception {
        new CallPlayer(call, new PlayOptions(URI.create(stack.httpUrl()), KEY, SECRET, ROOM, T0_MILLIS, 20)).play();
        StackSnapshot snapshot = new StackSnapshot(stack, ROOM);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(snapshot.read().get("analysis.results")).hasSize(4);
            assertThat(snapshot.read().get("table post_call_jobs"))
                    .hasSize(4)
                    .allMatch(row -> row.contains("\"status\": \"completed\""));
        });
        return snapshot.read();
    }

    private static TopicReader reader() {
        return new TopicReader(stack.kafka(), stack.serdes());
    }

    private static List<String> finals() {
        return reader().values(Topics.TRANSCRIPT_FINALS, TranscriptFinal.class).stream()
                .map(one -> line(
                        one.getRoomSid(), one.getStartTicks() / 48_000.0, one.getParticipantIdentity(), one.getText()))
                .toList();
    }

    private static String line(String room, double start, String who, String text) {
        return String.format(Locale.ROOT, "%s %.3f %s: %s", room, start, who, text);
    }

    private static List<String> pcmTopics() throws Exception {
        try (Admin admin = Admin.create(stack.kafka().admin("played-call"))) {
            List<String> topics = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(Topics.pcmPrefix(ROOM)))
                    .toList();
            assertThat(topics).hasSize(2);
            return topics;
        }
    }

    /** Runs a program to its end and gives what it printed. */
    private static Path run(List<String> command, Map<String, String> variables) throws Exception {
        Path output = Files.createTempFile(folder, "example", ".out");
        Path errors = Files.createTempFile(folder, "example", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("%s ends", command)
                    .isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(errors, StandardCharsets.UTF_8))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
        return output;
    }
}
