package io.voxlog.analysis.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpeakerAnalyticsTest {
    @Test
    void addsUpTheWeeklyReview() {
        SpeakerAnalytics analytics = SpeakerAnalytics.of(Calls.bundled("weekly-review"));

        assertThat(analytics.participants())
                .extracting(f -> f.participant().displayName(), SpeakerFigures::turns, SpeakerFigures::interruptions)
                .containsExactly(tuple("Alice", 5, 0), tuple("Bob", 4, 0));
        assertThat(analytics.participants().get(0).seconds()).isCloseTo(19.235, within(1e-9));
        assertThat(analytics.participants().get(1).seconds()).isCloseTo(14.145, within(1e-9));
        assertThat(analytics.participants().get(0).longestMonologueSeconds()).isCloseTo(5.285, within(1e-9));
        assertThat(analytics.overlaps()).isEmpty();
    }

    @Test
    void reportsOverlapsOfTheSupportEscalation() {
        SpeakerAnalytics analytics = SpeakerAnalytics.of(Calls.bundled("support-escalation"));

        assertThat(analytics.overlaps())
                .extracting(
                        o -> o.first().speaker(), o -> o.second().speaker(), SpeakerAnalytics.Crosstalk::interruption)
                .containsExactly(tuple("Dave", "Erin", true), tuple("Erin", "Carol", false));
        assertThat(figures(analytics, "erin").interruptions()).isEqualTo(1);
        assertThat(figures(analytics, "dave").interrupted()).isEqualTo(1);
        assertThat(figures(analytics, "erin").overlaps()).isEqualTo(2);
    }

    @Test
    void aTurnEndsWhenAnotherBegins() {
        SpeakerAnalytics analytics =
                SpeakerAnalytics.of(Calls.lines("a: one two", "a: three", "b: four", "a: five", "a: six", "a: seven"));

        assertThat(figures(analytics, "a").turns()).isEqualTo(2);
        assertThat(figures(analytics, "a").averageTurnSeconds()).isEqualTo(12.5);
        assertThat(figures(analytics, "a").longestMonologueSeconds()).isEqualTo(15);
        assertThat(figures(analytics, "a").words()).isEqualTo(6);
        assertThat(figures(analytics, "a").wordsPerMinute()).isCloseTo(14.4, within(1e-9));
    }

    @Test
    void silenceBetweenUtterancesDoesNotCountAndSharedTimeCountsOnce() {
        SpeakerAnalytics analytics = SpeakerAnalytics.of(new CallTranscript(
                List.of(),
                List.of(
                        new CallUtterance(0, "a", 0, 4, "first track"),
                        new CallUtterance(1, "a", 3, 5, "second track"),
                        new CallUtterance(2, "a", 60, 61, "later"))));

        assertThat(figures(analytics, "a").seconds()).isEqualTo(6);
        assertThat(analytics.overlaps()).isEmpty();
    }

    @Test
    void anInterjectionIsAnOverlapAndNoInterruption() {
        SpeakerAnalytics analytics = SpeakerAnalytics.of(new CallTranscript(
                List.of(),
                List.of(new CallUtterance(0, "a", 0, 10, "long"), new CallUtterance(1, "b", 5, 5.4, "mhm"))));

        assertThat(analytics.overlaps()).hasSize(1);
        assertThat(figures(analytics, "b").interruptions()).isZero();
    }

    @Test
    void namesTheStyleByRule() {
        assertThat(figures(SpeakerAnalytics.of(Calls.lines("a: one")), "a").style())
                .isEqualTo("sole speaker");
        SpeakerAnalytics uneven = SpeakerAnalytics.of(new CallTranscript(
                List.of(new CallParticipant("c", "Cy")),
                List.of(
                        new CallUtterance(0, "a", 0, 30, "word ".repeat(70)),
                        new CallUtterance(1, "b", 31, 32, "yes"))));

        assertThat(figures(uneven, "a").style()).isEqualTo("dominant");
        assertThat(figures(uneven, "b").style()).isEqualTo("brief");
        assertThat(figures(uneven, "c").style()).isEqualTo("silent");
    }

    private static SpeakerFigures figures(SpeakerAnalytics analytics, String identity) {
        return analytics.participants().stream()
                .filter(f -> f.participant().identity().equals(identity))
                .findFirst()
                .orElseThrow();
    }
}
