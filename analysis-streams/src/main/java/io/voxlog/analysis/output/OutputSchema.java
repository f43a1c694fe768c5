package io.voxlog.analysis.output;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks one type's output, given as maps, lists, strings, numbers, booleans and null. Further fields are allowed. Pure
 * and thread-safe.
 */
public final class OutputSchema {
    private static final List<String> LABELS = List.of("positive", "neutral", "negative");
    private static final Map<String, Shape> SHAPES = Map.of(
            "summary", OutputSchema::summary,
            "action_items", OutputSchema::actionItems,
            "sentiment", OutputSchema::sentiment,
            "speaker_analytics", OutputSchema::speakerAnalytics);

    private final Shape shape;

    private OutputSchema(Shape shape) {
        this.shape = shape;
    }

    private interface Shape {
        void check(Fields output);
    }

    /** The schema of an analysis type; empty for a type that has none. */
    public static Optional<OutputSchema> of(String type) {
        return Optional.ofNullable(SHAPES.get(type)).map(OutputSchema::new);
    }

    /**
     * What is wrong with an output, one line per fault, each with the path of the field; empty if it is valid. Faults
     * never quote text of the output.
     *
     * @param utterances how many utterances the transcript has: citations must name one of them
     */
    public List<String> violations(@Nullable Object output, int utterances) {
        Violations violations = new Violations(utterances);
        Fields root = Fields.of(output, "output", violations);
        if (root != null) {
            shape.check(root);
        }
        return violations.all();
    }

    /** {text, sentences: [{text, citations}]}; citations may not be empty. */
    private static void summary(Fields output) {
        output.text("text", true);
        output.each("sentences", sentence -> {
            sentence.text("text", false);
            sentence.citations(1);
        });
    }

    /** {items: [{text, assignee or null, due or null, citations}]}. */
    private static void actionItems(Fields output) {
        output.each("items", item -> {
            item.text("text", false);
            item.textOrNull("assignee");
            item.textOrNull("due");
            item.citations(1);
        });
    }

    /** {overall: {label, score}, participants: [{participant, label, score}], moments: [{text, label, citations}]}. */
    private static void sentiment(Fields output) {
        Fields overall = output.object("overall");
        if (overall != null) {
            score(overall);
        }
        output.each("participants", participant -> {
            participant.text("participant", false);
            score(participant);
        });
        output.each("moments", moment -> {
            moment.text("text", false);
            moment.oneOf("label", LABELS);
            moment.citations(1);
        });
    }

    private static void score(Fields fields) {
        fields.oneOf("label", LABELS);
        fields.number("score", -1, 1);
    }

    /** {participants: [{participant, seconds, turns, style, interruptions}]}. */
    private static void speakerAnalytics(Fields output) {
        output.each("participants", participant -> {
            participant.text("participant", false);
            participant.number("seconds", 0, Double.MAX_VALUE);
            participant.count("turns");
            participant.text("style", false);
            participant.count("interruptions");
        });
    }
}
