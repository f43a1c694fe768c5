package io.voxlog.stt.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.transcript.TimedWord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrackLedgerTest {
    private static final Track TRACK = new Track("RM_1", "PA_1", "alice", "TR_1");
    private static final long SECOND = 48_000;
    private static final long NANOS = 1_000_000_000L;

    private final TrackLedger ledger = new TrackLedger(TRACK, Checkpoint.NONE, Duration.ofSeconds(5), 0);

    @Test
    void nothingIsDueWhileNothingIsKnown() {
        ledger.startsAt(100);
        assertThat(ledger.due(1_000 * NANOS)).isEmpty();
    }

    @Test
    void finalsAreDueAtOnceWithTheHorizonThatIsKnown() {
        ledger.startsAt(0);
        ledger.add("s", List.of(TimedWord.word("a", 10, 20)));
        ledger.horizon(15);
        TrackCommit commit = ledger.due(0).orElseThrow();
        assertThat(commit.checkpoint()).isEqualTo(new Checkpoint(15, 20, 1, false));
        assertThat(commit.finals()).extracting(FinalWords::text).containsExactly("a");
    }

    @Test
    void silenceIsDueAfterFiveSecondsOfAudioOrOfTime() {
        ledger.startsAt(0);
        ledger.horizon(5 * SECOND - 1);
        assertThat(ledger.due(4 * NANOS)).isEmpty();
        assertThat(ledger.due(5 * NANOS)).isPresent();
        ledger.horizon(5 * SECOND);
        assertThat(ledger.due(0)).isPresent();
    }

    @Test
    void whatComesWhileSomethingIsStoredStaysDue() {
        ledger.startsAt(0);
        ledger.add("s", List.of(TimedWord.word("a", 10, 20)));
        TrackCommit first = ledger.due(0).orElseThrow();
        ledger.add("s", List.of(TimedWord.word("b", 30, 40)));
        ledger.stored(first, 0);
        assertThat(ledger.due(0).orElseThrow().finals())
                .extracting(FinalWords::text)
                .containsExactly("b");
    }

    @Test
    void theEndIsDueAtOnceAndOnlyOnce() {
        ledger.startsAt(0);
        ledger.end(7);
        TrackCommit commit = ledger.due(0).orElseThrow();
        assertThat(commit.checkpoint()).isEqualTo(new Checkpoint(7, Checkpoint.BEFORE_ALL, 0, true));
        ledger.stored(commit, 0);
        assertThat(ledger.due(100 * NANOS)).isEmpty();
    }

    @Test
    void theIdIsTheStartOfTheFirstWordAndALoneMarkTakesNoWordsId() {
        ledger.startsAt(0);
        ledger.add("s", List.of(TimedWord.word("a", 10, 20)));
        ledger.add("s", List.of(TimedWord.mark(".", 20)));
        ledger.add("s", List.of(TimedWord.word("b", 20, 30)));
        assertThat(ledger.due(0).orElseThrow().finals())
                .extracting(FinalWords::idTicks)
                .containsExactly(10L, 19L, 20L);
    }

    @Test
    void aWordThatFollowsTheCheckpointDirectlyHasItsOwnId() {
        TrackLedger resumed = new TrackLedger(TRACK, new Checkpoint(20, 20, 1, false), Duration.ofSeconds(5), 0);
        resumed.add("s", List.of(TimedWord.word("b", 20, 30)));
        assertThat(resumed.due(0).orElseThrow().finals())
                .extracting(FinalWords::idTicks)
                .containsExactly(20L);
        assertThat(resumed.given()).isEqualTo(new Checkpoint(20, 30, 2, false));
    }
}
