package io.voxlog.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxlog.app.play.Truth;
import io.voxlog.media.MediaTime;
import io.voxlog.schemas.Transcript;
import io.voxlog.schemas.Utterance;
import io.voxlog.transcript.WordErrorRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came out of a call: the sealed transcript, the analyses and how long things took.
 *
 * @param analyses the result of each analysis by its type
 * @param timings seconds by name
 */
record Report(Transcript transcript, Map<String, JsonNode> analyses, Map<String, Double> timings) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The report as JSON: participants by identity, times in seconds since t0. */
    ObjectNode toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("room")
                .put("sid", transcript.getRoomSid())
                .put("name", transcript.getRoomName())
                .put("t0", transcript.getT0Millis());
        ArrayNode segments = root.putArray("segments");
        for (Utterance utterance : transcript.getUtterances()) {
            segments.addObject()
                    .put("participant", utterance.getParticipantIdentity())
                    .put("start", seconds(utterance.getStartTicks()))
                    .put("end", seconds(utterance.getEndTicks()))
                    .put("text", utterance.getText());
        }
        ObjectNode analysis = root.putObject("analysis");
        analyses.forEach(analysis::set);
        ObjectNode times = root.putObject("timings");
        timings.forEach(times::put);
        return root;
    }

    void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(toJson()));
    }

    /** The transcript as lines {@code [seconds] speaker: text}. */
    String transcriptText() {
        return transcript.getUtterances().stream()
                .map(utterance -> String.format(
                        Locale.ROOT,
                        "[%7.2f] %s: %s%n",
                        seconds(utterance.getStartTicks()),
                        utterance.getDisplayName(),
                        utterance.getText()))
                .collect(Collectors.joining());
    }

    String transcriptTable() {
        Table table = new Table("from", "to", "speaker", "text");
        for (Utterance utterance : transcript.getUtterances()) {
            table.row(
                    String.format(Locale.ROOT, "%.2f", seconds(utterance.getStartTicks())),
                    String.format(Locale.ROOT, "%.2f", seconds(utterance.getEndTicks())),
                    utterance.getDisplayName(),
                    utterance.getText());
        }
        return table.isEmpty() ? "  (nothing was understood)" + System.lineSeparator() : table.render();
    }

    /** Word error rate against the truth, each speaker compared with himself; empty without truth. */
    Optional<Double> wordErrorRate(Optional<Truth> truth) {
        return truth.filter(known -> !known.utterances().isEmpty()).map(known -> {
            int errors = 0;
            int words = 0;
            for (String identity : known.utterances().stream()
                    .map(Truth.Spoken::participant)
                    .distinct()
                    .toList()) {
                String spoken = known.utterances().stream()
                        .filter(utterance -> utterance.participant().equals(identity))
                        .sorted(Comparator.comparingDouble(Truth.Spoken::start))
                        .map(Truth.Spoken::text)
                        .collect(Collectors.joining(" "));
                String heard = transcript.getUtterances().stream()
                        .filter(utterance -> utterance.getParticipantIdentity().equals(identity))
                        .map(Utterance::getText)
                        .collect(Collectors.joining(" "));
                errors += WordErrorRate.of(spoken, heard).errors();
                words += WordErrorRate.normalise(spoken).size();
            }
            return words == 0 ? 0.0 : errors / (double) words;
        });
    }

    private static double seconds(long ticks) {
        return Math.round(ticks * 1_000.0 / MediaTime.TICKS_PER_SECOND) / 1_000.0;
    }
}
