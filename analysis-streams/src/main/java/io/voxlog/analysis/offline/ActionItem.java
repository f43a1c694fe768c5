package io.voxlog.analysis.offline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to do.
 *
 * @param text what, from its verb on, lower case but for names
 * @param assignee who is to do it; null where the words do not tell, or all are to
 * @param due when, normalised; null where nothing is said
 * @param kind how it was put
 * @param citations the utterances it rests on, at least one
 */
public record ActionItem(
        String text,
        @Nullable CallParticipant assignee,
        @Nullable String due,
        Kind kind,
        List<Citation> citations) {
    /** How a task was put. */
    public enum Kind {
        /** "I will …" */
        COMMITMENT,
        /** "Dave will …" */
        ASSIGNMENT,
        /** "please …", "you should …" */
        REQUEST,
        /** "we should …" */
        JOINT
    }

    public ActionItem {
        citations = List.copyOf(citations);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", text);
        map.put("assignee", assignee == null ? null : assignee.displayName());
        map.put("assignee_identity", assignee == null ? null : assignee.identity());
        map.put("due", due);
        map.put("kind", kind.name().toLowerCase(Locale.ROOT));
        map.put("citations", citations.stream().map(Citation::toMap).toList());
        return map;
    }
}
