package io.voxlog.analysis.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is to be done after a cue: from the verb to the end of the clause, cut into one task per verb ("add more
 * space and write a report"), the due time taken out. A due time at the end holds for the verbs before it too.
 */
final class TaskReader {
    private static final WordLists LISTS = WordLists.english();
    private static final int MAX_WORDS = 16;
    private static final Set<String> MERE = Set.of("possible", "necessary", "needed");
    private static final Set<String> JOINERS = Set.of("and", "then", "or");
    private static final Set<String> OPENERS = Set.of("let", "please", "you");
    private static final Set<String> DEMONSTRATIVES =
            Set.of("it", "that", "this", "there", "what", "you", "which", "who");

    private final List<Token> tokens;
    private final Names names;
    private final CallTranscript call;
    private final DueFinder dues;

    record Task(String text, @Nullable String due) {}

    TaskReader(List<Token> tokens, Names names, CallTranscript call) {
        this.tokens = tokens;
        this.names = names;
        this.call = call;
        this.dues = new DueFinder(tokens);
    }

    /**
     * The tasks of a cue; none if they hang on a condition or are too little.
     *
     * @param limit start of the next cue, or the end of the sentence
     */
    List<Task> tasks(TaskCue cue, int limit) {
        if (conditional(cue.verb(), limit)) {
            return List.of();
        }
        int end = end(cue.verb(), limit);
        DueFinder.Span leading = dues.before(cue.start());
        String due = leading == null ? null : leading.text();
        List<Task> tasks = new ArrayList<>();
        int to = end;
        for (int from : verbsFromLast(cue.verb(), end)) {
            Task task = task(from, to, due);
            due = task.due();
            boolean enough = task.text().contains(" ") || task.due() != null;
            if (!task.text().isEmpty() && enough && (!cue.needsDue() || task.due() != null)) {
                tasks.add(0, task);
            }
            to = from;
        }
        return tasks;
    }

    /** "if" and "unless" after the verb, but for "check if …" and "if possible". */
    private boolean conditional(int from, int limit) {
        for (int i = from + 1; i < limit; i++) {
            if (in("conditions", i) && !in("asks-if", i - 1) && !MERE.contains(word(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private int end(int verb, int limit) {
        int index = verb + 1;
        while (index < Math.min(limit, verb + MAX_WORDS) && !endsAt(index)) {
            DueFinder.Span due = dues.at(index, limit);
            index = due == null ? index + 1 : due.end();
            if (due != null && index < limit && !in("after-due", index)) {
                return index;
            }
        }
        return Math.min(index, limit);
    }

    /** Whether something else begins here. */
    private boolean endsAt(int index) {
        boolean subordinate = in("subordinators", index - 1);
        if (in("task-ends", index) && !subordinate) {
            return true;
        }
        if (in("subject-pronouns", index) && !subordinate) {
            return true;
        }
        boolean demonstrative = DEMONSTRATIVES.contains(word(index));
        if (demonstrative && in("auxiliaries", index + 1) && !subordinate) {
            return true;
        }
        if (in("conditions", index) && MERE.contains(word(index + 1))) {
            return true;
        }
        return JOINERS.contains(word(index)) && clauseFollows(index + 1);
    }

    private boolean clauseFollows(int index) {
        int at = in("adverbs", index) ? index + 1 : index;
        if (in("subject-pronouns", at) || in("task-ends", at) || OPENERS.contains(word(at))) {
            return true;
        }
        if (word(at).equals("have") && word(at + 1).equals("a")) {
            return true;
        }
        if (verbAfterAnd(at)) {
            return false;
        }
        for (int i = at; i < at + 4; i++) {
            if (in("auxiliaries", i)) {
                return true;
            }
        }
        return false;
    }

    private boolean verbAfterAnd(int index) {
        return in("task-verbs", index)
                && (in("object-starts", index + 1)
                        || in("numbers", index + 1)
                        || names.at(tokens, index + 1).isPresent());
    }

    private List<Integer> verbsFromLast(int verb, int end) {
        List<Integer> verbs = new ArrayList<>(List.of(verb));
        for (int i = verb + 1; i + 1 < end; i++) {
            int next = in("adverbs", i + 1) ? i + 2 : i + 1;
            if (word(i).equals("and") && next < end && verbAfterAnd(next)) {
                verbs.add(0, next);
            }
        }
        return verbs;
    }

    private Task task(int from, int to, @Nullable String inherited) {
        DueFinder.Span due = dues.first(from + 1, to);
        List<String> words = new ArrayList<>();
        int index = from;
        while (index < to) {
            if (due != null && index == due.start()) {
                index = due.end();
                continue;
            }
            index += show(index, words);
        }
        while (!words.isEmpty() && LISTS.section("trailing").contains(words.get(words.size() - 1))) {
            words.remove(words.size() - 1);
        }
        return new Task(String.join(" ", words), due == null ? inherited : due.text());
    }

    /** Adds the word, or the name, at an index as it is shown; returns how many tokens that takes. */
    private int show(int index, List<String> words) {
        Names.Match name = names.at(tokens, index).orElse(null);
        if (name != null) {
            words.add(name.length() == 1 ? capital(word(index)) : call.nameOf(name.identity()));
            return name.length();
        }
        Token token = tokens.get(index);
        boolean capital = DueFinder.properTime(token.text()) || token.text().equals("i");
        words.add(capital ? capital(token.text()) : token.surface());
        return 1;
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private boolean in(String section, int index) {
        return LISTS.section(section).contains(word(index));
    }

    private String word(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index).text() : "";
    }
}
