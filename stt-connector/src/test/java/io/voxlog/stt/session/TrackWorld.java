package io.voxlog.stt.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.transcript.TimedWord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.Set;

/**
 * A track, an engine, an owner and a log, in which everything happens by chance: audio comes, the engine works or
 * fails, results are stored or not, owners are killed before or after they learn that something is stored.
 */
final class TrackWorld {
    private static final Track TRACK = new Track("RM_1", "PA_1", "alice", "TR_1");

    private final Random random;
    private final NumberedAudio audio;
    private final NumberEngine engine;
    private final Queue<Runnable> mailbox = new ArrayDeque<>();
    private final List<FinalWords> stored = new ArrayList<>();
    private final List<SessionFacts> sessions = new ArrayList<>();
    private Checkpoint checkpoint = Checkpoint.NONE;
    private long committed;
    private long now;

    private TrackSession session;
    private int next;

    TrackWorld(Random random, NumberedAudio audio) {
        this.random = random;
        this.audio = audio;
        this.engine = new NumberEngine(random);
        newOwner();
    }

    /** Lets things happen until the track is finished in the log. */
    TrackWorld run(boolean faults) {
        for (int step = 0; !checkpoint.finished(); step++) {
            assertThat(step).as("steps").isLessThan(100_000);
            if (faults && step < 3_000) {
                fault();
            }
            audio();
            engine.last().work();
            if (random.nextInt(4) > 0) {
                drain();
            }
            now += random.nextInt(1_000) * 1_000_000L;
            OptionalLong again = session.tick();
            again.ifPresent(offset -> next = Math.toIntExact(Math.min(next, offset)));
            store();
        }
        return this;
    }

    List<FinalWords> stored() {
        return stored;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    int enginesOpened() {
        return engine.streams.size();
    }

    /** Every word once, whole, where it was said; ids that differ; a true count; no mark twice. */
    void assertNothingLostNothingDoubled() {
        List<NumberedAudio.Spoken> heard = new ArrayList<>();
        List<Long> marks = new ArrayList<>();
        Set<Long> ids = new HashSet<>();
        for (FinalWords words : stored) {
            assertThat(ids.add(words.idTicks()))
                    .as("id %s is new", words.idTicks())
                    .isTrue();
            if (!words.words().get(0).punctuation()) {
                assertThat(words.idTicks()).isEqualTo(words.startTicks());
            }
            for (TimedWord word : words.words()) {
                if (word.punctuation()) {
                    marks.add(word.startTicks());
                } else {
                    assertThat(word.text()).as("a whole word").doesNotStartWith("?");
                    heard.add(new NumberedAudio.Spoken(
                            Integer.parseInt(word.text()), word.startTicks(), word.endTicks()));
                }
            }
        }
        assertThat(heard).isEqualTo(audio.truth());
        assertThat(marks).doesNotHaveDuplicates();
        assertThat(checkpoint.finals()).isEqualTo(stored.size());
        assertThat(committed).isEqualTo(audio.records().size());
    }

    private void newOwner() {
        mailbox.clear();
        SessionSettings usual = SessionSettings.USUAL;
        SessionContext context = new SessionContext(engine, usual, log(), mailbox::add, () -> now, random);
        session = new TrackSession(TRACK, checkpoint, context);
        next = Math.toIntExact(committed);
        while (engine.streams.isEmpty()) {
            session.take(audio.records().get(next++));
        }
    }

    private void audio() {
        for (int count = random.nextInt(60); count > 0 && next < audio.records().size(); count--) {
            session.take(audio.records().get(next++));
        }
        if (random.nextInt(20) == 0) {
            next = Math.max(Math.toIntExact(committed), next - random.nextInt(200));
        }
    }

    private void fault() {
        switch (random.nextInt(40)) {
            case 0 -> engine.last().fail(random.nextInt(4) > 0);
            case 1 -> newOwner();
            case 2 -> {
                drain();
                session.due().ifPresent(this::write);
                newOwner();
            }
            default -> {}
        }
    }

    private void store() {
        if (random.nextInt(3) == 0) {
            session.due().ifPresent(commit -> {
                write(commit);
                session.stored(commit);
            });
        }
    }

    /** The transaction: finals, checkpoint and offset at once. */
    private void write(TrackCommit commit) {
        stored.addAll(commit.finals());
        assertThat(commit.checkpoint().resumeTicks()).isGreaterThanOrEqualTo(checkpoint.resumeTicks());
        checkpoint = commit.checkpoint();
        long needed = session.neededOffset(checkpoint).orElse(audio.records().size());
        assertThat(needed).isGreaterThanOrEqualTo(committed);
        committed = needed;
    }

    private void drain() {
        for (Runnable mail = mailbox.poll(); mail != null; mail = mailbox.poll()) {
            mail.run();
        }
    }

    private SessionLog log() {
        return new SessionLog() {
            @Override
            public void session(SessionFacts facts) {
                sessions.add(facts);
            }

            @Override
            public void partial(Track track, long startTicks, long endTicks, String text) {
                assertThat(endTicks).isGreaterThanOrEqualTo(startTicks);
                assertThat(text).isNotEmpty();
            }
        };
    }
}
