package io.voxlog.analysis.offline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is to do what, and when, by rules on English text with or without punctuation. A task said twice (equal text, and
 * equal assignees or one unknown) is one item that cites both utterances.
 *
 * @param items in the order they were first said
 */
public record ActionItems(List<ActionItem> items) {
    public ActionItems {
        items = List.copyOf(items);
    }

    /** The action items of a call. */
    public static ActionItems of(CallTranscript call) {
        Names names = new Names(call.participants());
        List<ActionItem> items = new ArrayList<>();
        for (CallUtterance utterance : call.utterances()) {
            for (List<Token> sentence : Token.sentences(utterance.text())) {
                for (ActionItem item : items(call, names, utterance, sentence)) {
                    merge(items, item);
                }
            }
        }
        return new ActionItems(items);
    }

    private static List<ActionItem> items(
            CallTranscript call, Names names, CallUtterance utterance, List<Token> sentence) {
        String other = otherThan(call, utterance.participant());
        List<TaskCue> cues = new TaskCueFinder(sentence, names, utterance.participant(), other).cues();
        TaskReader reader = new TaskReader(sentence, names, call);
        List<ActionItem> items = new ArrayList<>();
        for (int i = 0; i < cues.size(); i++) {
            TaskCue cue = cues.get(i);
            int limit = i + 1 < cues.size() ? cues.get(i + 1).start() : sentence.size();
            List<TaskReader.Task> tasks = cue.meant() ? reader.tasks(cue, limit) : List.of();
            for (TaskReader.Task task : tasks) {
                items.add(new ActionItem(
                        task.text(),
                        participant(call, cue.assignee()),
                        task.due(),
                        cue.kind(),
                        List.of(call.cite(utterance))));
            }
        }
        return items;
    }

    /** Who is spoken to where there are just two. */
    private static @Nullable String otherThan(CallTranscript call, String speaker) {
        if (call.participants().size() != 2) {
            return null;
        }
        return call.participants().stream()
                .map(CallParticipant::identity)
                .filter(identity -> !identity.equals(speaker))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable CallParticipant participant(CallTranscript call, @Nullable String identity) {
        return call.participants().stream()
                .filter(p -> p.identity().equals(identity))
                .findFirst()
                .orElse(null);
    }

    private static void merge(List<ActionItem> items, ActionItem item) {
        for (int i = 0; i < items.size(); i++) {
            ActionItem known = items.get(i);
            boolean compatible = known.assignee() == null
                    || item.assignee() == null
                    || known.assignee().equals(item.assignee());
            if (known.text().equals(item.text()) && compatible) {
                List<Citation> citations = new ArrayList<>(known.citations());
                item.citations().stream().filter(c -> !citations.contains(c)).forEach(citations::add);
                items.set(
                        i,
                        new ActionItem(
                                known.text(),
                                known.assignee() == null ? item.assignee() : known.assignee(),
                                item.due() == null ? known.due() : item.due(),
                                known.assignee() == null ? item.kind() : known.kind(),
                                citations));
                return;
            }
        }
        items.add(item);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("items", items.stream().map(ActionItem::toMap).toList());
        return map;
    }
}
