package io.voxlog.analysis.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SentimentTest {
    @ParameterizedTest
    @ValueSource(strings = {"support-escalation", "support-escalation-unpunctuated"})
    void erinIsLeastHappyWithTheSupport(String call) {
        Sentiment sentiment = Sentiment.of(Calls.bundled(call));

        assertThat(sentiment.overall().label()).isEqualTo("negative");
        List<Sentiment.ParticipantScore> lowestFirst = sentiment.participants().stream()
                .sorted(Comparator.comparingDouble(p -> p.score().value()))
                .toList();
        assertThat(lowestFirst.get(0).participant().displayName()).isEqualTo("Erin");
        assertThat(lowestFirst.get(1).score().value()
                        - lowestFirst.get(0).score().value())
                .isGreaterThan(0.1);
        assertThat(sentiment.moments())
                .filteredOn(m -> m.words().contains("angry"))
                .singleElement()
                .satisfies(m -> assertThat(m.citation().utterance()).isEqualTo(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"weekly-review", "weekly-review-unpunctuated"})
    void aliceIsHappierThanBobInTheWeeklyReview(String call) {
        Sentiment sentiment = Sentiment.of(Calls.bundled(call));

        assertThat(sentiment.participants()).extracting(p -> p.score().label()).containsExactly("positive", "negative");
    }

    @ParameterizedTest
    @CsvSource({
        "this is good, positive",
        "this is not good, negative",
        "this is bad, negative",
        "this is not bad, positive",
        "no problem, positive",
        "the table is green, neutral",
        "good morning, neutral",
        "i don't like_this but it is excellent, positive"
    })
    void readsWordsInTheirSurroundings(String text, String label) {
        assertThat(of(text).label()).isEqualTo(label);
    }

    @Test
    void intensifiersStrengthenAndDiminishersWeaken() {
        assertThat(of("i am very happy").value()).isGreaterThan(of("i am happy").value());
        assertThat(of("i am slightly happy").value())
                .isLessThan(of("i am happy").value());
        assertThat(of("i am extremely angry").value())
                .isLessThan(of("i am angry").value());
    }

    @Test
    void aNegatorDoesNotReachOverAClause() {
        assertThat(of("it is not expensive, good").value())
                .isGreaterThan(of("it is not good").value());
        assertThat(of("this was no fun but excellent").label()).isEqualTo("positive");
    }

    @Test
    void scoresStayBetweenMinusOneAndOne() {
        assertThat(of("awful ".repeat(400)).value()).isBetween(-1.0, -0.99);
    }

    @Test
    void citesTheUtterancesThatHoldTheWords() {
        Sentiment sentiment = Sentiment.of(Calls.lines("a: the table is green", "a: i am happy", "a: next point"));

        assertThat(sentiment.participants().get(0).citations())
                .extracting(Citation::utterance)
                .containsExactly(1);
    }

    private static Sentiment.Score of(String text) {
        return Sentiment.of(Calls.alice(text)).overall();
    }
}
