package io.voxlog.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxlog.app.play.CallPlayer;
import io.voxlog.app.play.PlayOptions;
import io.voxlog.app.play.RecordedCall;
import io.voxlog.app.stack.EmbeddedStack;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.Transcript;
import io.voxlog.schemas.TranscriptFinal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** One call through a running stack: plays it, shows what is recognised as it comes, and tells the result. */
public final class DemoRun {
    private static final Set<String> ANALYSES = Set.of("summary", "action_items", "sentiment", "speaker_analytics");
    private static final Duration SEAL_PATIENCE = Duration.ofMinutes(3);
    private static final Duration ANALYSIS_PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EmbeddedStack stack;
    private final RecordedCall call;
    private final PlayOptions play;
    private final PrintWriter out;
    private final long commandNanos;
    private final AtomicLong firstLineMillis = new AtomicLong();

    /** @param commandNanos {@link System#nanoTime()} when the command began, for the timings */
    public DemoRun(EmbeddedStack stack, RecordedCall call, PlayOptions play, PrintWriter out, long commandNanos) {
        this.stack = stack;
        this.call = call;
        this.play = play;
        this.out = out;
        this.commandNanos = commandNanos;
    }

    /**
     * Returns when transcript and analyses are there and told.
     *
     * @param folder gets report.json and transcript.txt
     * @throws DemoFailedException saying what is missing
     */
    public void run(Path folder, Optional<Path> reportFile) throws InterruptedException, IOException {
        Map<String, Double> timings = new LinkedHashMap<>();
        timings.put("stack_ready", elapsed());
        CallOutcome outcome = new CallOutcome(ANALYSES, this::show);
        try (CallFollower follower = new CallFollower(stack.kafka(), stack.serdes(), play.roomSid(), outcome)) {
            follower.start();
            say(
                    "Playing \"%s\": %d participants, %.0f s, at %s",
                    call.room(), call.participants().size(), call.seconds(), speed());
            timings.put("play_started", elapsed());
            new CallPlayer(call, play).play();
            timings.put("play_ended", elapsed());
            say("The call is over; waiting for the last words and the analyses …");
            Transcript transcript = outcome.awaitTranscript(SEAL_PATIENCE);
            timings.put("sealed", elapsed());
            Map<String, AnalysisResult> results = outcome.awaitResults(ANALYSIS_PATIENCE);
            timings.put("first_transcript_line", firstLineMillis.get() / 1e3);
            timings.put("analysed", elapsed());
            timings.put("call", call.seconds());
            tell(new Report(transcript, analyses(results), timings), folder, reportFile);
        }
    }

    private void show(TranscriptFinal words) {
        firstLineMillis.compareAndSet(0, Math.round(1_000 * elapsed()));
        say(
                "  %6.1f  %-10s %s",
                words.getStartTicks() / 48_000.0, call.displayName(words.getParticipantIdentity()), words.getText());
    }

    private void tell(Report report, Path folder, Optional<Path> reportFile) throws IOException {
        say("");
        say(
                "Transcript (version %d, %s)",
                report.transcript().getVersion(), report.transcript().getComplete() ? "complete" : "INCOMPLETE");
        out.print(report.transcriptTable());
        out.print(AnalysisTables.render(report.analyses()));
        say("");
        say("The analyses are made by documented rules, not by a language model (docs/offline-analysis.md).");
        report.wordErrorRate(call.truth())
                .ifPresent(rate -> say("Word error rate against truth.json: %.1f %%", 100 * rate));
        Path json = folder.resolve("report.json");
        report.write(json);
        Files.writeString(folder.resolve("transcript.txt"), report.transcriptText());
        if (reportFile.isPresent()) {
            report.write(reportFile.get());
            say("Report: %s", reportFile.get());
        }
    }

    private static Map<String, JsonNode> analyses(Map<String, AnalysisResult> results) {
        Map<String, JsonNode> analyses = new LinkedHashMap<>();
        for (String type : new String[] {"summary", "action_items", "sentiment", "speaker_analytics"}) {
            AnalysisResult result = results.get(type);
            if (result == null || result.getStatus() == ResultStatus.FAILED) {
                throw new DemoFailedException(
                        "the analysis " + type + " failed: " + (result == null ? "no result" : result.getError()),
                        null);
            }
            analyses.put(type, parse(result));
        }
        return analyses;
    }

    private static JsonNode parse(AnalysisResult result) {
        try {
            JsonNode output = JSON.readTree(result.getOutput() == null ? "{}" : result.getOutput());
            return output.has("result") ? output.get("result") : output;
        } catch (JsonProcessingException e) {
            throw new DemoFailedException("the analysis " + result.getType() + " is no valid JSON", e);
        }
    }

    private String speed() {
        return play.speed() == 1 ? "its own pace" : play.speed() + " times its pace";
    }

    private double elapsed() {
        return Math.round((System.nanoTime() - commandNanos) / 1e6) / 1e3;
    }

    private void say(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
        out.flush();
    }
}
