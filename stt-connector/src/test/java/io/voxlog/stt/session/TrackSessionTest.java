package io.voxlog.stt.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.stt.engine.EngineWord;
import io.voxlog.stt.engine.SttException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TrackSessionTest {
    private static final Track TRACK = new Track("RM_1", "PA_1", "alice", "TR_1");
    private static final long SECOND = 1_000_000_000L;
    private static final long SECOND_TICKS = 48_000;

    private final NumberEngine engine = new NumberEngine(new Random(1));
    private final Queue<Runnable> mailbox = new ArrayDeque<>();
    private final List<SessionFacts> sessions = new ArrayList<>();
    private final List<String> partials = new ArrayList<>();
    private long now;

    @Test
    void aTrackWithoutAudioEndsWithoutAnEngine() {
        TrackSession session = session(Checkpoint.NONE);
        session.take(PcmRecord.end(0, 500));
        assertThat(session.due().orElseThrow().checkpoint())
                .isEqualTo(new Checkpoint(500, Checkpoint.BEFORE_ALL, 0, true));
        assertThat(engine.streams).isEmpty();
    }

    @Test
    void aTrackThatNobodyWantsTranscribedIsReadToItsEndWithoutASession() {
        TrackSession session = TrackSession.passedOver(
                TRACK,
                Checkpoint.NONE,
                new SessionContext(engine, SessionSettings.USUAL, log(), mailbox::add, () -> now, new Random(1)));
        for (int i = 0; i < 600; i++) {
            session.take(silence(i));
        }
        TrackCommit progress = session.due().orElseThrow();
        assertThat(progress.checkpoint().resumeTicks()).isEqualTo(600 * 960);
        session.stored(progress);
        assertThat(session.behindSeconds()).isZero();
        session.take(PcmRecord.end(600, 600 * 960));
        TrackCommit end = session.due().orElseThrow();
        assertThat(end.checkpoint()).isEqualTo(new Checkpoint(600 * 960, Checkpoint.BEFORE_ALL, 0, true));
        assertThat(end.finals()).isEmpty();
        assertThat(engine.streams).isEmpty();
        assertThat(sessions).isEmpty();
    }

    @Test
    void aSessionIsOpenedThePreRollBeforeTheCheckpointAndPlacesWordsExactly() {
        TrackSession session = session(new Checkpoint(10 * SECOND_TICKS, 9 * SECOND_TICKS, 3, false));
        for (int i = 0; i < 600; i++) {
            session.take(silence(i));
        }
        // 8.5 s is in the record that starts there: its audio is the first that reaches into the pre-roll.
        assertThat(sessions.get(0).startTicks()).isEqualTo(8_500 * 48L);
        engine.last()
                .listener
                .finalWords(List.of(EngineWord.word("old", 0, 8_000), EngineWord.word("new", 24_000, 32_000)));
        drain();
        TrackCommit commit = session.due().orElseThrow();
        assertThat(commit.finals()).hasSize(1);
        assertThat(commit.finals().get(0).startTicks()).isEqualTo(10 * SECOND_TICKS);
        assertThat(commit.finals().get(0).endTicks()).isEqualTo(10 * SECOND_TICKS + SECOND_TICKS / 2);
        assertThat(commit.checkpoint().finals()).isEqualTo(4);
    }

    @Test
    void aRefusalThatLastsIsShownAndTriedAgainSlowly() {
        engine.refusal = new SttException("no licence", false);
        TrackSession session = session(Checkpoint.NONE);
        session.take(silence(0));
        assertThat(sessions)
                .extracting(SessionFacts::status)
                .containsExactly(SessionFacts.Status.STARTING, SessionFacts.Status.FAILED);
        assertThat(sessions.get(1).error()).isEqualTo("no licence");
        now += 59 * SECOND;
        assertThat(session.tick()).isEmpty();
        engine.refusal = null;
        now += SECOND;
        assertThat(session.tick()).isEqualTo(OptionalLong.of(0));
        session.take(silence(0));
        assertThat(engine.streams).hasSize(1);
    }

    @Test
    void anEngineWithoutASignIsGivenUpAndFollowedByAnother() {
        TrackSession session = session(Checkpoint.NONE);
        session.take(silence(0));
        session.take(PcmRecord.end(1, 960));
        now += 60 * SECOND;
        assertThat(session.tick()).isEmpty();
        now += SECOND;
        session.tick();
        assertThat(sessions.get(sessions.size() - 1).status()).isEqualTo(SessionFacts.Status.FAILED);
        now += SECOND;
        assertThat(session.tick()).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void anEngineThatIsSilentWithNothingToDoIsLeftAlone() {
        TrackSession session = session(Checkpoint.NONE);
        session.take(silence(0));
        for (int i = 0; i < 100; i++) {
            now += 10 * SECOND;
            assertThat(session.tick()).isEmpty();
        }
        assertThat(sessions).extracting(SessionFacts::status).containsExactly(SessionFacts.Status.STARTING);
    }

    @Test
    void audioPassesByWhileASessionIsAwaitedAndIsReadAgain() {
        TrackSession session = session(Checkpoint.NONE);
        session.take(silence(0));
        engine.last().fail(true);
        drain();
        session.take(silence(1));
        session.take(PcmRecord.end(2, 1_920));
        now += SECOND;
        assertThat(session.tick()).isEqualTo(OptionalLong.of(0));
        session.take(silence(0));
        session.take(silence(1));
        assertThat(engine.last().samples()).isEqualTo(640);
        session.take(PcmRecord.end(2, 1_920));
        engine.last().workAll();
        drain();
        assertThat(session.due().orElseThrow().checkpoint().finished()).isTrue();
    }

    @Test
    void resultsOfASessionThatIsOverAreNotHeard() {
        TrackSession session = session(Checkpoint.NONE);
        session.take(silence(0));
        NumberEngine.Stream late = engine.last();
        session.close();
        late.listener.finalWords(List.of(EngineWord.word("late", 0, 100)));
        drain();
        assertThat(session.due()).isEmpty();
        assertThat(late.over).isTrue();
    }

    @Test
    void partialsAreToldAtOnceAndNeverStored() {
        TrackSession session = session(Checkpoint.NONE);
        session.take(silence(0));
        engine.last().listener.partial(List.of(EngineWord.word("maybe", 10, 20), EngineWord.word("so", 20, 30)));
        drain();
        assertThat(partials).containsExactly("maybe so");
        assertThat(session.due()).isEmpty();
    }

    @Test
    void confidenceIsTheMeanOverWordsThatHaveOne() {
        TrackSession session = session(Checkpoint.NONE);
        session.take(silence(0));
        engine.last()
                .listener
                .finalWords(List.of(
                        new EngineWord("a", 0, 10, 0.5, false, false),
                        new EngineWord("b", 10, 20, 1.0, false, false),
                        new EngineWord(",", 20, 20, 0.1, true, false),
                        EngineWord.word("c", 20, 30)));
        drain();
        session.close();
        assertThat(sessions.get(sessions.size() - 1).averageConfidence()).isEqualTo(0.75);
    }

    @Test
    void readingPausesWhileTheEngineHasMoreThanTenSeconds() {
        TrackSession session = session(Checkpoint.NONE);
        for (int i = 0; i <= 500; i++) {
            assertThat(session.overloaded()).isFalse();
            session.take(silence(i));
        }
        assertThat(session.overloaded()).isTrue();
        engine.last().workAll();
        assertThat(session.relaxed()).isTrue();
    }

    private TrackSession session(Checkpoint from) {
        return new TrackSession(
                TRACK,
                from,
                new SessionContext(engine, SessionSettings.USUAL, log(), mailbox::add, () -> now, new Random(1)));
    }

    private SessionLog log() {
        return new SessionLog() {
            @Override
            public void session(SessionFacts facts) {
                sessions.add(facts);
            }

            @Override
            public void partial(Track track, long startTicks, long endTicks, String text) {
                partials.add(text);
            }
        };
    }

    /** The 20 ms record number {@code index} from tick 0 on. */
    private static PcmRecord silence(int index) {
        return PcmRecord.audio(index, index * 960L, new byte[640]);
    }

    private void drain() {
        for (Runnable mail = mailbox.poll(); mail != null; mail = mailbox.poll()) {
            mail.run();
        }
    }
}
