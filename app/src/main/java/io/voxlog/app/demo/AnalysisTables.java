package io.voxlog.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The four analyses as readable text. Each statement names the utterances it rests on as {@code [speaker seconds]}. */
final class AnalysisTables {
    private AnalysisTables() {}

    /** All analyses that are there, in the order of their priority. */
    static String render(Map<String, JsonNode> analyses) {
        StringBuilder text = new StringBuilder();
        section(text, "Summary", analyses.get("summary"), AnalysisTables::summary);
        section(text, "Action items", analyses.get("action_items"), AnalysisTables::actionItems);
        section(text, "Sentiment", analyses.get("sentiment"), AnalysisTables::sentiment);
        section(text, "Speakers", analyses.get("speaker_analytics"), AnalysisTables::speakers);
        return text.toString();
    }

    private interface Body {
        String of(JsonNode analysis);
    }

    private static void section(
            StringBuilder text, String title, @org.jspecify.annotations.Nullable JsonNode analysis, Body body) {
        if (analysis != null) {
            text.append(System.lineSeparator())
                    .append(title)
                    .append(System.lineSeparator())
                    .append(body.of(analysis));
        }
    }

    private static String summary(JsonNode analysis) {
        Table table = new Table("rests on", "statement");
        for (JsonNode sentence : analysis.path("sentences")) {
            table.row(citations(sentence), sentence.path("text").asText());
        }
        return table.isEmpty() ? none() : table.render();
    }

    private static String actionItems(JsonNode analysis) {
        Table table = new Table("who", "due", "rests on", "what");
        for (JsonNode item : analysis.path("items")) {
            table.row(
                    orDash(item.path("assignee")),
                    orDash(item.path("due")),
                    citations(item),
                    orDash(item.path("text")));
        }
        return table.isEmpty() ? none() : table.render();
    }

    private static String sentiment(JsonNode analysis) {
        Table table = new Table("of", "label", "score", "rests on");
        JsonNode overall = analysis.path("overall");
        table.row("the call", overall.path("label").asText(), number(overall.path("score")), "all of the below");
        for (JsonNode participant : analysis.path("participants")) {
            table.row(
                    participant.path("speaker").asText(),
                    participant.path("label").asText(),
                    number(participant.path("score")),
                    citations(participant));
        }
        return table.render();
    }

    private static String speakers(JsonNode analysis) {
        Table table =
                new Table("speaker", "talk time", "share", "turns", "longest", "interruptions", "words/min", "style");
        for (JsonNode speaker : analysis.path("participants")) {
            table.row(
                    speaker.path("speaker").asText(),
                    number(speaker.path("seconds")) + " s",
                    Math.round(100 * speaker.path("share").asDouble()) + " %",
                    speaker.path("turns").asText(),
                    number(speaker.path("longest_monologue_seconds")) + " s",
                    speaker.path("interruptions").asText(),
                    String.valueOf(Math.round(speaker.path("words_per_minute").asDouble())),
                    speaker.path("style").asText());
        }
        return table.isEmpty() ? none() : table.render();
    }

    private static String citations(JsonNode statement) {
        List<String> all = new ArrayList<>();
        for (JsonNode citation : statement.path("citations")) {
            all.add(citation.path("speaker").asText() + " " + number(citation.path("start")));
        }
        return all.isEmpty() ? "-" : "[" + String.join(", ", all) + "]";
    }

    private static String number(JsonNode value) {
        return String.format(Locale.ROOT, "%.1f", value.asDouble());
    }

    private static String orDash(JsonNode value) {
        return value.isTextual() && !value.asText().isEmpty() ? value.asText() : "-";
    }

    private static String none() {
        return "  none" + System.lineSeparator();
    }
}
