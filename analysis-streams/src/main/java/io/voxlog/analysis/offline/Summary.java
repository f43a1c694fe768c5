package io.voxlog.analysis.offline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The passages of a call that carry most of what it is about, quoted in order.
 *
 * @param statements each with its utterances
 * @param topics the words of content said in most passages
 */
public record Summary(List<Statement> statements, List<Statement> topics) {
    /**
     * A sentence or a topic.
     *
     * @param citations the utterances it rests on, at least one
     */
    public record Statement(String text, List<Citation> citations) {
        public Statement {
            citations = List.copyOf(citations);
        }

        private Map<String, Object> toMap(String key) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put(key, text);
            map.put("citations", citations.stream().map(Citation::toMap).toList());
            return map;
        }
    }

    public Summary {
        statements = List.copyOf(statements);
        topics = List.copyOf(topics);
    }

    /** The summary of a call; without statements if it is empty. */
    public static Summary of(CallTranscript call) {
        PassageRanking ranking = PassageRanking.of(call);
        List<Statement> statements = ranking.best().stream()
                .map(passage -> new Statement(
                        call.nameOf(passage.utterance().participant()) + ": " + passage.text(),
                        List.of(call.cite(passage.utterance()))))
                .toList();
        List<Statement> topics = ranking.topics().entrySet().stream()
                .map(topic -> new Statement(
                        topic.getKey(),
                        topic.getValue().stream().map(call::cite).distinct().toList()))
                .toList();
        return new Summary(statements, topics);
    }

    /** All statements, one after the other. */
    public String text() {
        return statements.stream().map(Statement::text).collect(Collectors.joining(" "));
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", text());
        map.put("sentences", statements.stream().map(s -> s.toMap("text")).toList());
        map.put("topics", topics.stream().map(t -> t.toMap("term")).toList());
        return map;
    }
}
