package io.voxlog.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

final class ConversationPropertyTest {
    /** One token with the silence before it. */
    record Token(int gapMillis, int lengthMillis, int kind) {}

    /** Tokens of a speaker, and how many of them each final holds. */
    record Track(List<Token> tokens, List<Integer> finalSizes) {}

    @Provide
    Arbitrary<List<Track>> tracks() {
        Arbitrary<Integer> gaps = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.integers().between(0, 200)),
                Tuple.of(2, Arbitraries.integers().between(200, 2_500)),
                Tuple.of(1, Arbitraries.integers().between(2_500, 6_000)));
        Arbitrary<Token> token = Combinators.combine(
                        gaps,
                        Arbitraries.integers().between(0, 900),
                        Arbitraries.integers().between(0, 11))
                .as(Token::new);
        Arbitrary<Track> track = Combinators.combine(
                        token.list().ofMaxSize(60),
                        Arbitraries.integers().between(1, 6).list().ofSize(8))
                .as(Track::new);
        return track.list().ofMinSize(1).ofMaxSize(3);
    }

    @Property(tries = 300)
    void noWordIsLostNoneDoubledAndTheirOrderKept(@ForAll("tracks") List<Track> tracks) {
        List<EngineFinal> finals = finals(tracks);
        Conversation conversation = Conversation.of(finals);

        Map<String, List<String>> expected = spoken(finals);
        Map<String, List<String>> segments = new HashMap<>();
        conversation.segments().forEach(s -> collect(segments, s.speaker(), s.words()));
        Map<String, List<String>> utterances = new HashMap<>();
        conversation.utterances().forEach(u -> collect(utterances, u.speaker(), u.words()));
        Map<String, List<String>> turns = new HashMap<>();
        conversation.turns().forEach(t -> t.utterances().forEach(u -> collect(turns, t.speaker(), u.words())));

        assertThat(segments).isEqualTo(expected);
        assertThat(utterances).isEqualTo(expected);
        assertThat(turns).isEqualTo(expected);
    }

    @Property(tries = 200)
    void arrivalOrderChangesNothing(@ForAll("tracks") List<Track> tracks, @ForAll Random random) {
        List<EngineFinal> finals = finals(tracks);
        List<EngineFinal> shuffled = new ArrayList<>(finals);
        Collections.shuffle(shuffled, random);

        assertThat(Conversation.of(shuffled)).isEqualTo(Conversation.of(finals));
    }

    @Property(tries = 200)
    void howTheEngineCutsFinalsChangesNothing(@ForAll("tracks") List<Track> tracks) {
        List<EngineFinal> finals = finals(tracks);
        Map<String, List<TimedWord>> joined = new HashMap<>();
        finals.forEach(
                f -> joined.computeIfAbsent(f.speaker(), s -> new ArrayList<>()).addAll(f.words()));
        List<EngineFinal> whole = joined.entrySet().stream()
                .map(e -> new EngineFinal(e.getKey(), e.getValue()))
                .toList();

        assertThat(Conversation.of(whole)).isEqualTo(Conversation.of(finals));
    }

    @Property(tries = 200)
    void segmentingTheOutputAgainGivesTheSameSegments(@ForAll("tracks") List<Track> tracks) {
        Segmenter segmenter = new Segmenter(SegmentationLimits.DEFAULT);
        List<TimedWord> words = finals(tracks.subList(0, 1)).stream()
                .flatMap(f -> f.words().stream())
                .toList();
        List<Segment> once = segmenter.segments("a", words);
        List<TimedWord> again = once.stream().flatMap(s -> s.words().stream()).toList();

        assertThat(segmenter.segments("a", again)).isEqualTo(once);
    }

    @Property(tries = 200)
    void theConversationOfItsOwnUtterancesIsTheSame(@ForAll("tracks") List<Track> tracks) {
        Conversation conversation = Conversation.of(finals(tracks));
        List<EngineFinal> own = conversation.utterances().stream()
                .map(u -> new EngineFinal(u.speaker(), u.words()))
                .toList();

        assertThat(Conversation.of(own)).isEqualTo(conversation);
    }

    @Property(tries = 200)
    void everythingIsInOrderTrimmedAndSaysSomething(@ForAll("tracks") List<Track> tracks) {
        Conversation conversation = Conversation.of(finals(tracks));

        assertThat(conversation.utterances()).extracting(Utterance::startTicks).isSorted();
        assertThat(conversation.segments()).extracting(Segment::startTicks).isSorted();
        assertThat(conversation.utterances()).allSatisfy(u -> {
            assertThat(u.startTicks()).isEqualTo(u.words().get(0).startTicks());
            assertThat(u.text())
                    .isEqualTo(u.text().strip())
                    .doesNotContain("  ")
                    .containsPattern("[a-z]");
            assertThat(u.wordCount()).isPositive();
        });
    }

    @Property(tries = 200)
    void theSilencesInsideAnUtteranceAreAtMostTwoSeconds(@ForAll("tracks") List<Track> tracks) {
        Conversation.of(finals(tracks)).utterances().forEach(u -> {
            long end = u.startTicks();
            for (TimedWord word : u.words()) {
                if (!word.punctuation()) {
                    assertThat(word.startTicks() - end).isLessThanOrEqualTo(2 * Speech.SECOND);
                }
                end = Math.max(end, word.endTicks());
            }
        });
    }

    private static Map<String, List<String>> spoken(List<EngineFinal> finals) {
        Map<String, List<String>> spoken = new HashMap<>();
        finals.forEach(f -> collect(spoken, f.speaker(), f.words()));
        return spoken;
    }

    private static void collect(Map<String, List<String>> into, String speaker, List<TimedWord> words) {
        for (TimedWord word : words) {
            if (!word.punctuation()) {
                into.computeIfAbsent(speaker, s -> new ArrayList<>()).add(word.text());
            }
        }
    }

    private static List<EngineFinal> finals(List<Track> tracks) {
        List<EngineFinal> finals = new ArrayList<>();
        for (int t = 0; t < tracks.size(); t++) {
            finals.addAll(finals("speaker-" + t, tracks.get(t)));
        }
        return finals;
    }

    /** A final never starts with a mark that follows a word: two finals of marks alone at one instant have no order. */
    private static List<EngineFinal> finals(String speaker, Track track) {
        List<EngineFinal> finals = new ArrayList<>();
        List<TimedWord> open = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < track.tokens().size(); i++) {
            Token token = track.tokens().get(i);
            if (token.kind() == 0) {
                open.add(TimedWord.mark(i % 3 == 0 ? "," : ".", at));
            } else {
                at += token.gapMillis() * 48L;
                long end = at + 1 + token.lengthMillis() * 48L;
                String text = "w" + i + "abcdefghijk".substring(0, token.kind() - 1);
                open.add(TimedWord.word(text, at, end));
                at = end;
            }
            boolean markFollows =
                    i + 1 < track.tokens().size() && track.tokens().get(i + 1).kind() == 0;
            if (open.size() >= track.finalSizes().get(finals.size() % 8) && !markFollows) {
                finals.add(new EngineFinal(speaker, open));
                open = new ArrayList<>();
            }
        }
        if (!open.isEmpty()) {
            finals.add(new EngineFinal(speaker, open));
        }
        return finals;
    }
}
