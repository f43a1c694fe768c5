package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxlog.transcript.WordErrorRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it, from the packaged jar, with the offline engine on real audio. */
class DemoIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CALLS = Path.of("..", "calls").toAbsolutePath().normalize();
    private static final String CANARY_SECRET = "canary-secret-that-no-log-may-ever-show";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void findsEveryUtteranceOfTheWeeklyReview() throws Exception {
        JsonNode report = demo("--speed", "4");
        JsonNode truth = truth("weekly-review");

        List<JsonNode> spoken = list(truth.path("utterances"));
        List<JsonNode> heard = list(report.path("segments"));
        assertThat(heard).hasSameSizeAs(spoken);
        int errors = 0;
        int words = 0;
        for (int i = 0; i < spoken.size(); i++) {
            JsonNode said = spoken.get(i);
            JsonNode segment = heard.get(i);
            assertThat(segment.path("participant").asText())
                    .isEqualTo(said.path("participant").asText());
            assertThat(segment.path("start").asDouble())
                    .isCloseTo(said.path("start").asDouble(), within(0.3));
            WordErrorRate rate = WordErrorRate.of(
                    said.path("text").asText(), segment.path("text").asText());
            errors += rate.errors();
            words += rate.referenceWords();
        }
        assertThat(errors / (double) words).as("word error rate").isLessThanOrEqualTo(0.10);
        assertLogIsStructuredAndDiscreet();
        assertActionItem(report, "Bob", "send", "report", "Thursday");
        assertActionItem(report, "Alice", "call", "support team", "tomorrow");
        for (JsonNode speaker :
                report.path("analysis").path("speaker_analytics").path("participants")) {
            double truthSeconds = spoken.stream()
                    .filter(said -> said.path("participant")
                            .asText()
                            .equals(speaker.path("participant").asText()))
                    .mapToDouble(said ->
                            said.path("end").asDouble() - said.path("start").asDouble())
                    .sum();
            assertThat(speaker.path("seconds").asDouble()).isCloseTo(truthSeconds, within(0.5));
        }
    }

    @Test
    void findsSpeakersOrderAndOverlapsOfTheSupportEscalation() throws Exception {
        JsonNode report = demo(
                "--speed", "4", "--call", CALLS.resolve("support-escalation").toString());
        List<JsonNode> spoken = list(truth("support-escalation").path("utterances"));

        List<JsonNode> heard = list(report.path("segments"));
        assertThat(heard)
                .extracting(DemoIT::participant)
                .isEqualTo(spoken.stream().map(DemoIT::participant).toList());
        for (int i = 0; i < spoken.size(); i++) {
            assertThat(heard.get(i).path("start").asDouble())
                    .isCloseTo(spoken.get(i).path("start").asDouble(), within(0.3));
        }
        List<JsonNode> overlaps =
                list(report.path("analysis").path("speaker_analytics").path("overlaps"));
        List<double[]> truth = overlaps(spoken);
        assertThat(overlaps).hasSameSizeAs(truth);
        for (int i = 0; i < truth.size(); i++) {
            assertThat(overlaps.get(i).path("start").asDouble()).isCloseTo(truth.get(i)[0], within(0.3));
            assertThat(overlaps.get(i).path("end").asDouble()).isCloseTo(truth.get(i)[1], within(0.3));
        }
        List<JsonNode> moods = list(report.path("analysis").path("sentiment").path("participants"));
        assertThat(moods.stream()
                        .min(Comparator.comparingDouble(
                                mood -> mood.path("score").asDouble())))
                .get()
                .extracting(DemoIT::participant)
                .isEqualTo("erin");
        assertThat(report.path("analysis").path("action_items").toString()).doesNotContain("Thursday");
        assertThat(report.path("analysis").path("summary").toString()).doesNotContain("budget");
    }

    /** Start and end in seconds of each stretch in which an utterance runs into the next. */
    private static List<double[]> overlaps(List<JsonNode> spoken) {
        List<double[]> overlaps = new ArrayList<>();
        for (int i = 1; i < spoken.size(); i++) {
            double start = spoken.get(i).path("start").asDouble();
            double end = spoken.get(i - 1).path("end").asDouble();
            if (start < end) {
                overlaps.add(new double[] {start, end});
            }
        }
        return overlaps;
    }

    private static String participant(JsonNode utterance) {
        return utterance.path("participant").asText();
    }

    private JsonNode demo(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("demo", "--report", "report.json"));
        all.addAll(List.of(arguments));
        try (VoxlogProcess process =
                VoxlogProcess.start(folder, "demo", VoxlogProcess.USUAL_JVM, all.toArray(String[]::new))) {
            assertThat(process.awaitExit(PATIENCE)).as(process.output()).isZero();
            assertThat(process.output())
                    .doesNotContain(CANARY_SECRET)
                    .contains("offline engine: clear English only")
                    .contains("Transcript (version 1, complete)");
            return JSON.readTree(Files.readString(folder.resolve("report.json")));
        }
    }

    /** Every line is JSON with its worker, rooms are named, and neither words of the call nor secrets are in it. */
    private void assertLogIsStructuredAndDiscreet() throws IOException {
        Path log;
        try (Stream<Path> files = Files.walk(folder.resolve(".voxlog").resolve("demo"), 2)) {
            log = files.filter(file -> file.endsWith("voxlog.log")).findFirst().orElseThrow();
        }
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            JsonNode entry = JSON.readTree(line);
            assertThat(entry.path("workerId").asText()).as(line).isEqualTo("demo");
            assertThat(entry.path("log.level").asText()).as(line).isNotEmpty();
            assertThat(entry.path("log.logger").asText()).as(line).isNotEmpty();
        }
        assertThat(lines).anyMatch(line -> line.contains("\"roomSid\":\"RM_"));
        assertThat(String.join(" ", lines)).doesNotContain(CANARY_SECRET).doesNotContain("quarterly");
    }

    private static void assertActionItem(JsonNode report, String who, String verb, String object, String due) {
        assertThat(list(report.path("analysis").path("action_items").path("items")))
                .as("%s: %s … %s, %s", who, verb, object, due)
                .anyMatch(item -> item.path("assignee").asText().equals(who)
                        && item.path("text").asText().startsWith(verb)
                        && item.path("text").asText().endsWith(object)
                        && item.path("due").asText().equals(due));
    }

    private static org.assertj.core.data.Offset<Double> within(double seconds) {
        return org.assertj.core.data.Offset.offset(seconds);
    }

    private static JsonNode truth(String call) throws IOException {
        return JSON.readTree(Files.readString(CALLS.resolve(call).resolve("truth.json")));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
