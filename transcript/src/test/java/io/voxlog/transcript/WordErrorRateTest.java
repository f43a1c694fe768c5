package io.voxlog.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.transcript.WordErrorRate.Aligned;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class WordErrorRateTest {
    @Test
    void caseAndPunctuationAreNoErrors() {
        WordErrorRate rate = WordErrorRate.of("Hello, Bob! It's fine.", "hello bob it\u2019s fine");

        assertThat(rate.errors()).isZero();
        assertThat(rate.rate()).isZero();
        assertThat(rate.referenceWords()).isEqualTo(4);
    }

    @Test
    void numbersStayAsTheyAreWritten() {
        assertThat(WordErrorRate.normalise("At 10:30, 2.5 of 1,000 (twenty-one).'quoted'"))
                .containsExactly("at", "10:30", "2.5", "of", "1,000", "twenty", "one", "quoted");
        assertThat(WordErrorRate.of("21 days", "twenty one days").errors()).isEqualTo(2);
    }

    @Test
    void countsEachKindOfError() {
        WordErrorRate rate = WordErrorRate.of("send the report on thursday", "send a report thursday please");

        assertThat(rate.substitutions()).isEqualTo(1);
        assertThat(rate.deletions()).isEqualTo(1);
        assertThat(rate.insertions()).isEqualTo(1);
        assertThat(rate.rate()).isEqualTo(0.6);
        assertThat(rate.alignment())
                .containsExactly(
                        new Aligned(0, 0, "send", "send"),
                        new Aligned(1, 1, "the", "a"),
                        new Aligned(2, 2, "report", "report"),
                        new Aligned(3, 3, "on", null),
                        new Aligned(4, 3, "thursday", "thursday"),
                        new Aligned(5, 4, null, "please"));
    }

    @Test
    void emptyTextsHaveARate() {
        assertThat(WordErrorRate.of("", "").rate()).isZero();
        assertThat(WordErrorRate.of("", "noise").rate()).isEqualTo(1);
        assertThat(WordErrorRate.of("two words", "").rate()).isEqualTo(1);
    }

    @Property(tries = 300)
    void errorsAreTheEditDistanceAndTheAlignmentHoldsEveryWordOnce(
            @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> a,
            @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> b) {
        List<String> reference = a.stream().map(i -> "w" + i).toList();
        List<String> hypothesis = b.stream().map(i -> "w" + i).toList();
        WordErrorRate rate = WordErrorRate.of(reference, hypothesis);

        List<String> fromReference = new ArrayList<>();
        List<String> fromHypothesis = new ArrayList<>();
        rate.alignment().forEach(pair -> {
            if (pair.reference() != null) {
                fromReference.add(pair.reference());
            }
            if (pair.hypothesis() != null) {
                fromHypothesis.add(pair.hypothesis());
            }
        });
        assertThat(fromReference).isEqualTo(reference);
        assertThat(fromHypothesis).isEqualTo(hypothesis);
        assertThat(rate.errors()).isEqualTo(distance(reference, hypothesis));
        assertThat(WordErrorRate.of(hypothesis, reference).errors()).isEqualTo(rate.errors());
    }

    /** The textbook recursion, as an independent answer. */
    private static int distance(List<String> a, List<String> b) {
        int[][] d = new int[a.size() + 1][b.size() + 1];
        for (int i = 0; i <= a.size(); i++) {
            for (int j = 0; j <= b.size(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                } else {
                    int keep = d[i - 1][j - 1] + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                    d[i][j] = Math.min(keep, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                }
            }
        }
        return d[a.size()][b.size()];
    }
}
