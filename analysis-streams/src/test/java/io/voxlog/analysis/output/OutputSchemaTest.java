package io.voxlog.analysis.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OutputSchemaTest {
    private static final List<Map<String, Object>> CITED = List.of(Map.of("utterance", 1));

    @Test
    void acceptsActionItemsWithAndWithoutAssigneeAndDue() {
        Map<String, Object> open = new HashMap<>(item("call"));
        open.put("assignee", null);
        open.put("due", null);

        assertThat(violations("action_items", Map.of("items", List.of(item("send"), open), "more", 1)))
                .isEmpty();
        assertThat(violations("action_items", Map.of("items", List.of()))).isEmpty();
    }

    @Test
    void namesEveryFaultOfActionItems() {
        Map<String, Object> item = Map.of("text", " ", "assignee", 7, "citations", List.of(Map.of("utterance", 9)));

        assertThat(violations("action_items", Map.of("items", List.of(item, "no object"))))
                .containsExactly(
                        "output.items[0].text: is blank",
                        "output.items[0].assignee: is no text",
                        "output.items[0].due: is missing",
                        "output.items[0].citations[0].utterance: is no utterance of the transcript",
                        "output.items[1]: is no object");
        assertThat(violations("action_items", List.of())).containsExactly("output: is no object");
        assertThat(violations("action_items", Map.of())).containsExactly("output.items: is no list");
        assertThat(violations("action_items", null)).containsExactly("output: is no object");
    }

    @Test
    void statementsNeedCitations() {
        Map<String, Object> summary =
                Map.of("text", "a", "sentences", List.of(Map.of("text", "a", "citations", List.of())));

        assertThat(violations("summary", summary)).containsExactly("output.sentences[0].citations: has fewer than 1");
        assertThat(violations("summary", Map.of("text", "", "sentences", List.of())))
                .isEmpty();
    }

    @Test
    void scoresHaveALabelAndStayWithinOne() {
        Map<String, Object> good = Map.of("label", "neutral", "score", 0);
        Map<String, Object> bad = Map.of("label", "meh", "score", 1.5);

        assertThat(violations("sentiment", Map.of("overall", good, "participants", List.of(), "moments", List.of())))
                .isEmpty();
        assertThat(violations("sentiment", Map.of("overall", bad, "participants", List.of(), "moments", List.of())))
                .containsExactly(
                        "output.overall.label: is none of [positive, neutral, negative]",
                        "output.overall.score: is no number -1.0 to 1.0");
        assertThat(violations("sentiment", Map.of("participants", List.of(), "moments", List.of())))
                .containsExactly("output.overall: is no object");
    }

    @Test
    void speakerFiguresAreCountsAndSeconds() {
        Map<String, Object> good =
                Map.of("participant", "a", "seconds", 1.5, "turns", 2, "style", "brief", "interruptions", 0L);
        Map<String, Object> bad =
                Map.of("participant", "a", "seconds", -1, "turns", 1.5, "style", "", "interruptions", -2);

        assertThat(violations("speaker_analytics", Map.of("participants", List.of(good))))
                .isEmpty();
        assertThat(violations("speaker_analytics", Map.of("participants", List.of(bad))))
                .hasSize(4);
    }

    @Test
    void notANumberIsNoNumber() {
        Map<String, Object> overall = Map.of("label", "neutral", "score", Double.NaN);

        assertThat(violations("sentiment", Map.of("overall", overall, "participants", List.of(), "moments", List.of())))
                .hasSize(1);
    }

    @Test
    void otherTypesHaveNoSchema() {
        assertThat(OutputSchema.of("poem")).isEmpty();
    }

    private static Map<String, Object> item(String text) {
        return Map.of("text", text, "assignee", "Bob", "due", "Thursday", "citations", CITED);
    }

    private static List<String> violations(String type, @Nullable Object output) {
        return OutputSchema.of(type).orElseThrow().violations(output, 3);
    }
}
