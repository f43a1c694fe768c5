package io.voxlog.stt.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.stt.engine.EngineWord;
import io.voxlog.transcript.TimedWord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stream starts at tick 0; the last final ended at tick 3000, which is sample 1000. */
final class WordCutTest {
    private final WordCut cut = new WordCut(3_000, new StreamTimeline(0));

    @Test
    void aWordWithItsMidpointAtTheEndOfTheLastFinalIsARepeat() {
        assertThat(cut.finals(List.of(EngineWord.word("repeat", 900, 1_100)))).isEmpty();
    }

    @Test
    void aWordWithItsMidpointJustAfterItIsNewAndStartsThere() {
        assertThat(cut.finals(List.of(EngineWord.word("new", 900, 1_102))))
                .containsExactly(TimedWord.word("new", 3_000, 3_306));
    }

    @Test
    void ofAFinalThatReachesOverTheCutTheNewWordsStay() {
        assertThat(cut.finals(List.of(
                        EngineWord.word("old", 500, 990),
                        mark(990),
                        EngineWord.word("new", 1_000, 1_200),
                        mark(1_200))))
                .extracting(TimedWord::text, TimedWord::startTicks)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("new", 3_000L),
                        org.assertj.core.groups.Tuple.tuple(".", 3_600L));
    }

    @Test
    void aMarkGoesWithTheWordBeforeItEvenInAFinalOfItsOwn() {
        assertThat(cut.finals(List.of(mark(900)))).isEmpty();
        cut.finals(List.of(EngineWord.word("new", 1_000, 1_200)));
        assertThat(cut.finals(List.of(mark(1_200)))).hasSize(1);
    }

    @Test
    void partialsAreCutTooAndLeaveNoTrace() {
        assertThat(cut.partials(List.of(EngineWord.word("old", 500, 900), EngineWord.word("new", 1_000, 1_200))))
                .extracting(TimedWord::text)
                .containsExactly("new");
        assertThat(cut.finals(List.of(mark(900)))).isEmpty();
    }

    @Test
    void withoutAnEarlierFinalNothingIsCut() {
        WordCut fresh = new WordCut(Checkpoint.NONE.cutTicks(), new StreamTimeline(-5_000));
        assertThat(fresh.finals(List.of(mark(0), EngineWord.word("first", 0, 100))))
                .hasSize(2);
    }

    @Test
    void confidenceThatIsAbsentStaysAbsent() {
        List<TimedWord> words = cut.finals(List.of(
                EngineWord.word("none", 1_000, 1_200), new EngineWord("some", 1_200, 1_300, 0.25, false, false)));
        assertThat(words).extracting(TimedWord::confidence).containsExactly(null, 0.25);
    }

    private static EngineWord mark(long sample) {
        return new EngineWord(".", sample, sample, null, true, true);
    }
}
