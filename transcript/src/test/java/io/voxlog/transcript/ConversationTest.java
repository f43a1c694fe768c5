package io.voxlog.transcript;

import static io.voxlog.transcript.Speech.said;
import static io.voxlog.transcript.Speech.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ConversationTest {
    @Test
    void mergesFinalsOfASpeakerUpToTwoSecondsApart() {
        Conversation conversation = Conversation.of(
                List.of(said("a", 0, 1, "good morning."), said("a", 3, 4, "i am here"), said("a", 6.01, 7, "and now")));

        assertThat(conversation.utterances())
                .extracting(Utterance::text, Utterance::startTicks, Utterance::endTicks)
                .containsExactly(
                        tuple("good morning. i am here", 0L, ticks(4)), tuple("and now", ticks(6.01), ticks(7)));
        assertThat(conversation.turns()).extracting(Turn::text).containsExactly("good morning. i am here and now");
    }

    @Test
    void ordersAlternatingSpeakersWithGapsOfTwoHundredMilliseconds() {
        Conversation conversation = Conversation.of(List.of(
                said("a", 0, 1, "hello bob"),
                said("b", 1.2, 1.5, "hi"),
                said("a", 1.7, 3, "how are you"),
                said("b", 3.2, 4, "fine thanks"),
                said("a", 4.2, 5, "great")));

        assertThat(conversation.utterances())
                .extracting(Utterance::speaker, Utterance::text)
                .containsExactly(
                        tuple("a", "hello bob"),
                        tuple("b", "hi"),
                        tuple("a", "how are you"),
                        tuple("b", "fine thanks"),
                        tuple("a", "great"));
        assertThat(conversation.segments()).hasSize(5);
        assertThat(conversation.turns()).hasSize(5);
        assertThat(conversation.overlaps()).isEmpty();
    }

    @Test
    void keepsBothUtterancesWholeWhereSpeakersTalkOverEachOther() {
        // word by word, b's words begin between a's words
        Conversation conversation = Conversation.of(List.of(
                said("a", 0, 4, "the whole system was down for two hours"),
                said("b", 2.2, 5, "yes and we lost money")));

        assertThat(conversation.utterances())
                .extracting(Utterance::speaker, Utterance::text)
                .containsExactly(
                        tuple("a", "the whole system was down for two hours"), tuple("b", "yes and we lost money"));
        assertThat(conversation.overlaps()).containsExactly(new Overlap("a", "b", ticks(2.2), ticks(4)));
    }

    @Test
    void anInterjectionOverASpeakerDoesNotCutTheSpeaker() {
        Conversation conversation = Conversation.of(List.of(
                said("a", 0, 4, "this goes on for a very long time indeed and it is more than fifty."),
                said("a", 4.1, 6, "and there is even more"),
                said("b", 2, 2.3, "right")));

        assertThat(conversation.utterances()).extracting(Utterance::speaker).containsExactly("a", "b");
        assertThat(conversation.segments()).extracting(Segment::speaker).containsExactly("a", "b", "a");
        assertThat(conversation.overlaps()).hasSize(1);
    }

    @Test
    void anInterjectionInAPauseCutsTheSpeakerThereAndOnlyThere() {
        Conversation conversation = Conversation.of(List.of(
                said("a", 0, 2, "first i tried this"),
                said("b", 2.2, 2.5, "mhm"),
                said("a", 2.8, 4, "then i tried that"),
                said("a", 4.9, 6, "and it worked")));

        assertThat(conversation.utterances())
                .extracting(Utterance::text)
                .containsExactly("first i tried this", "mhm", "then i tried that and it worked");
    }

    @Test
    void aShortOverlapAtAChangeOfSpeakersStillEndsTheUtterance() {
        Conversation conversation = Conversation.of(List.of(
                said("a", 0, 2, "what do you think"),
                said("b", 1.8, 3.4, "i think it is fine"),
                said("a", 3.2, 5, "then we do it")));

        assertThat(conversation.utterances())
                .extracting(Utterance::text)
                .containsExactly("what do you think", "i think it is fine", "then we do it");
        assertThat(conversation.overlaps())
                .containsExactly(
                        new Overlap("a", "b", ticks(1.8), ticks(2)), new Overlap("b", "a", ticks(3.2), ticks(3.4)));
    }

    @Test
    void equalStartsAreOrderedBySpeaker() {
        List<EngineFinal> finals = List.of(said("b", 1, 2, "two"), said("a", 1, 2, "one"), said("c", 1, 3, "three"));

        assertThat(Conversation.of(finals).utterances())
                .extracting(Utterance::speaker)
                .containsExactly("a", "b", "c");
        assertThat(Conversation.of(finals).overlaps()).hasSize(3);
    }

    @Test
    void wordByWordFinalsGiveTheSameAsOneFinal() {
        EngineFinal whole = said("a", 0, 3, "Good morning. I am here.");
        List<EngineFinal> pieces = whole.words().stream()
                .map(word -> new EngineFinal("a", List.of(word)))
                .toList();

        assertThat(Conversation.of(pieces)).isEqualTo(Conversation.of(List.of(whole)));
        assertThat(Conversation.of(pieces).utterances())
                .extracting(Utterance::text)
                .containsExactly("Good morning. I am here.");
    }

    @Test
    void dropsFinalsOfPunctuationOnly() {
        EngineFinal mark = new EngineFinal("a", List.of(TimedWord.mark(".", ticks(1))));

        assertThat(Conversation.of(List.of(mark, new EngineFinal("b", List.of()))))
                .satisfies(conversation -> {
                    assertThat(conversation.utterances()).isEmpty();
                    assertThat(conversation.turns()).isEmpty();
                    assertThat(conversation.segments()).isEmpty();
                });
    }

    @Test
    void weighsConfidenceByWordsOverAllFinals() {
        EngineFinal one = new EngineFinal("a", List.of(new TimedWord("one", 0, 10, 0.2, false, false)));
        EngineFinal three = new EngineFinal(
                "a",
                List.of(
                        new TimedWord("two", 10, 20, 1.0, false, false),
                        new TimedWord("three", 20, 30, 1.0, false, false),
                        new TimedWord("four", 30, 40, 1.0, false, false)));

        assertThat(Conversation.of(List.of(one, three)).utterances().get(0).confidence())
                .isEqualTo(0.8);
    }
}
