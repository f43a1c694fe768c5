package io.voxlog.analysis.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SummaryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "weekly-review",
                "weekly-review-unpunctuated",
                "support-escalation",
                "support-escalation-unpunctuated"
            })
    void everySentenceIsWhatItsCitationSays(String name) {
        CallTranscript call = Calls.bundled(name);
        Summary summary = Summary.of(call);

        assertThat(summary.statements()).hasSize(3).allSatisfy(statement -> {
            Citation citation = statement.citations().get(0);
            String quote = statement.text().substring(statement.text().indexOf(": ") + 2);
            assertThat(statement.text()).startsWith(citation.speaker() + ": ");
            assertThat(quote.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", ""))
                    .isEqualTo(call.utterances()
                            .get(citation.utterance())
                            .text()
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^a-z ]", ""));
        });
        assertThat(summary.topics()).allSatisfy(t -> assertThat(t.citations()).hasSizeGreaterThan(1));
    }

    @Test
    void picksTheSamePassagesWithAndWithoutPunctuation() {
        assertThat(citations("weekly-review")).isEqualTo(citations("weekly-review-unpunctuated"));
        assertThat(citations("support-escalation")).isEqualTo(citations("support-escalation-unpunctuated"));
    }

    @Test
    void otherWordsGiveAnotherSummary() {
        assertThat(Summary.of(Calls.bundled("weekly-review")).text())
                .contains("report")
                .isNotEqualTo(Summary.of(Calls.bundled("support-escalation")).text());
    }

    @Test
    void smallTalkIsLeftOutWhereThereIsMore() {
        Summary summary = Summary.of(Calls.lines(
                "a: hello how are you",
                "b: fine thanks",
                "a: the database migration failed on the production cluster",
                "b: ok",
                "a: well",
                "b: goodbye"));

        assertThat(summary.text()).contains("database migration failed");
    }

    @Test
    void cutsLongUtterancesAndCapitalisesWhatItQuotes() {
        Summary summary = Summary.of(Calls.alice("i want to talk about budget numbers and invoices ".repeat(12)));

        assertThat(summary.statements()).isNotEmpty().allSatisfy(s -> {
            assertThat(Token.words(s.text())).isLessThanOrEqualTo(31);
            assertThat(s.text()).matches("Alice: [A-Z].*\\.").doesNotContain(" i ");
        });
    }

    private static Object citations(String call) {
        return Summary.of(Calls.bundled(call)).statements().stream()
                .map(Summary.Statement::citations)
                .toList();
    }
}
