package io.voxlog.analysis.offline;

import io.voxlog.analysis.offline.ActionItem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the cues of tasks in one sentence, or in one utterance without punctuation. */
final class TaskCueFinder {
    private static final WordLists LISTS = WordLists.english();
    private static final List<List<String>> FIRST_PERSON = phrases(
            "will",
            "shall",
            "must",
            "should",
            "am going to",
            "are going to",
            "am planning to",
            "are planning to",
            "need to",
            "have to",
            "have got to",
            "got to",
            "ought to",
            "had better",
            "promise to",
            "plan to",
            "intend to");
    private static final List<List<String>> SECOND_PERSON =
            phrases("must", "should", "need to", "have to", "have got to", "ought to");
    private static final List<List<String>> THIRD_PERSON = phrases(
            "will", "shall", "must", "should", "is going to", "is planning to", "needs to", "has to", "ought to");
    private static final List<List<String>> THROUGH = phrases("try to", "need to", "have to", "make sure to");
    private static final int CONDITION_REACH = 12;

    private final List<Token> tokens;
    private final Names names;
    private final String speaker;
    private final @Nullable String other;

    /** @param other the other participant where there are just two */
    TaskCueFinder(List<Token> tokens, Names names, String speaker, @Nullable String other) {
        this.tokens = tokens;
        this.names = names;
        this.speaker = speaker;
        this.other = other;
    }

    List<TaskCue> cues() {
        List<TaskCue> cues = new ArrayList<>();
        int index = 0;
        while (index < tokens.size()) {
            Optional<TaskCue> cue = at(index);
            cue.ifPresent(cues::add);
            int next = cue.map(c -> c.meant() ? c.verb() + 1 : c.verb()).orElse(index);
            index = Math.max(index + 1, next);
        }
        return cues;
    }

    private Optional<TaskCue> at(int index) {
        return please(index)
                .or(() -> wish(index))
                .or(() -> reminder(index))
                .or(() -> statement(index))
                .or(() -> proposal(index))
                .or(() -> imperative(index));
    }

    /** "I will …", "we should …", "Dave is going to …", "someone needs to …", "you have to …". */
    private Optional<TaskCue> statement(int index) {
        String word = word(index);
        Optional<Names.Match> name = names.at(tokens, index);
        if (word.equals("i")) {
            return statement(index, 1, FIRST_PERSON, Kind.COMMITMENT, speaker);
        }
        if (word.equals("we")) {
            return statement(index, 1, FIRST_PERSON, Kind.JOINT, null);
        }
        if (word.equals("you")) {
            return statement(index, 1, SECOND_PERSON, Kind.REQUEST, other);
        }
        if (name.isPresent()) {
            return statement(
                    index,
                    name.get().length(),
                    THIRD_PERSON,
                    Kind.ASSIGNMENT,
                    name.get().identity());
        }
        boolean anybody = word.equals("someone") || word.equals("somebody");
        return anybody ? statement(index, 1, THIRD_PERSON, Kind.ASSIGNMENT, null) : Optional.empty();
    }

    private Optional<TaskCue> statement(
            int start, int length, List<List<String>> auxiliaries, Kind kind, @Nullable String assignee) {
        int auxiliary = skipAdverbs(start + length);
        int after = skip(auxiliary, auxiliaries);
        if (after == auxiliary) {
            return Optional.empty();
        }
        int verb = skipAdverbs(after);
        for (int through = skip(verb, THROUGH); through > verb; through = skip(verb, THROUGH)) {
            verb = skipAdverbs(through);
        }
        verb += word(verb).equals("be") && word(verb + 1).endsWith("ing") ? 1 : 0;
        boolean refused = !task(verb)
                || (kind == Kind.REQUEST && !in("task-verbs", verb))
                || hedged(start, verb)
                || notAStatement(start, !in("modals", auxiliary));
        return Optional.of(new TaskCue(start, verb, kind, assignee, in("weak-verbs", verb), true).unlessTrue(refused));
    }

    /** "please …", "could you please …", "Bob, please …", "please, Bob, …". */
    private Optional<TaskCue> please(int index) {
        int please = in("modals", index) && word(index + 1).equals("you") ? index + 2 : index;
        Optional<Names.Match> called = please == index ? names.at(tokens, index) : Optional.empty();
        please += called.map(Names.Match::length).orElse(0);
        if (called.isPresent() && in("modals", please) && word(please + 1).equals("you")) {
            please += 2;
        }
        if (!word(please).equals("please")) {
            return Optional.empty();
        }
        int verb = please + 1;
        verb += in("modals", verb) && word(verb + 1).equals("you") ? 2 : 0;
        Optional<Names.Match> named = names.at(tokens, verb);
        verb = skipAdverbs(verb + named.map(Names.Match::length).orElse(0));
        String assignee = named.or(() -> called).map(Names.Match::identity).orElse(other);
        boolean refused = !task(verb) || tokens.get(please).endsSentence();
        return Optional.of(
                new TaskCue(index, verb, Kind.REQUEST, assignee, in("weak-verbs", verb), true).unlessTrue(refused));
    }

    /** "I would like you to …", "we need Bob to …". */
    private Optional<TaskCue> wish(int index) {
        if (!word(index).equals("i") && !word(index).equals("we")) {
            return Optional.empty();
        }
        int want = in("modals", index + 1) ? index + 2 : index + 1;
        if (!Set.of("want", "need", "like", "ask", "expect").contains(word(want))) {
            return Optional.empty();
        }
        Optional<Names.Match> name = names.at(tokens, want + 1);
        int to = want + 1 + name.map(Names.Match::length).orElse(1);
        if ((name.isEmpty() && !word(want + 1).equals("you")) || !word(to).equals("to")) {
            return Optional.empty();
        }
        String assignee = name.map(Names.Match::identity).orElse(other);
        boolean refused = !task(to + 1) || notAStatement(index, true);
        return Optional.of(
                new TaskCue(index, to + 1, Kind.REQUEST, assignee, in("weak-verbs", to + 1), true).unlessTrue(refused));
    }

    /** "do not forget to …", "remember to …". */
    private Optional<TaskCue> reminder(int index) {
        int after = skip(index, phrases("do not forget to", "never forget to", "remember to"));
        boolean opens = opensClause(index) || word(index).equals("do");
        if (after == index || !opens) {
            return Optional.empty();
        }
        return Optional.of(
                new TaskCue(index, after, Kind.REQUEST, other, in("weak-verbs", after), true).unlessTrue(!task(after)));
    }

    /** "let us …" and "let me …" are tasks only with a due time. */
    private Optional<TaskCue> proposal(int index) {
        boolean mine = word(index + 1).equals("me");
        if (!word(index).equals("let") || !(mine || word(index + 1).equals("us"))) {
            return Optional.empty();
        }
        int verb = skipAdverbs(index + 2);
        Kind kind = mine ? Kind.COMMITMENT : Kind.JOINT;
        return Optional.of(new TaskCue(index, verb, kind, mine ? speaker : null, true, true)
                .unlessTrue(!task(verb) || notAStatement(index, false)));
    }

    /** "Bob, send the report"; without a name only with a due time or "please" at the end. */
    private Optional<TaskCue> imperative(int index) {
        if (!opensClause(index)) {
            return Optional.empty();
        }
        Optional<Names.Match> name = names.at(tokens, index);
        int verb = index + name.map(Names.Match::length).orElse(0);
        boolean objectFollows = in("articles-and-pronouns", verb + 1)
                || names.at(tokens, verb + 1).isPresent();
        if (!in("task-verbs", verb) || !objectFollows) {
            return Optional.empty();
        }
        boolean polite = word(tokens.size() - 1).equals("please");
        boolean needsDue = !polite && (name.isEmpty() || in("conversation-verbs", verb));
        String assignee = name.map(Names.Match::identity).orElse(other);
        return Optional.of(
                new TaskCue(index, verb, Kind.REQUEST, assignee, needsDue, true).unlessTrue(!task(verb) || question()));
    }

    /** Whether a word can be the verb of a task. */
    private boolean task(int verb) {
        String word = word(verb);
        String next = word(verb + 1);
        if (word.isEmpty() || in("not-verbs", verb) || in("no-task-verbs", verb) || in("negators", verb)) {
            return false;
        }
        if (!word.chars().allMatch(c -> Character.isLetter(c) || c == '-')) {
            return false;
        }
        boolean perfect = word.equals("have")
                && (next.endsWith("ed")
                        || next.endsWith("en")
                        || next.equals("had")
                        || next.equals("done")
                        || next.equals("sent")
                        || next.equals("gone"));
        boolean farewell = (word.equals("talk") || word.equals("speak"))
                && next.equals("to")
                && word(verb + 2).equals("you");
        boolean manner = (word.equals("look") && next.equals("forward"))
                || (word.equals("hold") && next.equals("on"))
                || (word.equals("tell") && next.equals("you"))
                || (word.equals("make") && next.equals("sense"));
        return !perfect && !farewell && !manner;
    }

    private boolean hedged(int from, int to) {
        for (int i = Math.max(0, from - 1); i < Math.min(to, tokens.size()); i++) {
            if (in("hedges", i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether what stands before a subject makes it a question, a condition, a report or a doubt. */
    private boolean notAStatement(int start, boolean invertible) {
        if (question() || in("embedding", start - 1) || (invertible && in("question-openers", start - 1))) {
            return true;
        }
        for (int i = Math.max(0, start - CONDITION_REACH); i < start; i++) {
            int distance = start - i;
            boolean condition = in("conditions", i) && !in("asks-if", i - 1);
            boolean report = in("reporting", i) && distance <= 3;
            boolean doubt = distance <= 5 && (word(i).equals("doubt") || (in("negators", i) && in("belief", i + 1)));
            boolean askedBack = word(i).equals("you") && word(i + 1).equals("think") && distance <= 3;
            if (condition || report || doubt || askedBack) {
                return true;
            }
        }
        return word(start - 1).equals("that") && !in("belief", start - 2);
    }

    private boolean question() {
        return tokens.get(tokens.size() - 1).after() == Token.Mark.QUESTION;
    }

    private boolean opensClause(int index) {
        return index == 0 || tokens.get(index - 1).after() != Token.Mark.NONE;
    }

    private int skipAdverbs(int index) {
        int at = index;
        while (in("adverbs", at) || in("hedges", at)) {
            at++;
        }
        return at;
    }

    /** The index after the first of some phrases that stands here; the same index if none does. */
    private int skip(int index, List<List<String>> phrases) {
        for (List<String> phrase : phrases) {
            int at = 0;
            while (at < phrase.size() && word(index + at).equals(phrase.get(at))) {
                at++;
            }
            if (at == phrase.size()) {
                return index + at;
            }
        }
        return index;
    }

    private boolean in(String section, int index) {
        return LISTS.section(section).contains(word(index));
    }

    private String word(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index).text() : "";
    }

    private static List<List<String>> phrases(String... phrases) {
        List<List<String>> split = new ArrayList<>();
        for (String phrase : phrases) {
            split.add(Token.of(phrase).stream().map(Token::text).toList());
        }
        return List.copyOf(split);
    }
}
