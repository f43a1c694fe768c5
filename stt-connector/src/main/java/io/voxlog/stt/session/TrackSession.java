package io.voxlog.stt.session;

import io.voxlog.media.MediaTime;
import io.voxlog.stt.engine.SttException;
import io.voxlog.transcript.TimedWord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The transcription of one track from its checkpoint to its end, over as many engine sessions as it takes.
 *
 * <p>The owner hands in PCM records ({@link #take}), asks for what is to be stored ({@link #due}), says when it is
 * ({@link #stored}), and calls {@link #tick} now and then; after a failure tick names the offset to read again from.
 * Records may come again: what is before the position reached is left out, so several tracks can share one topic. A
 * session starts with the first record that reaches into the pre-roll before the checkpoint; words given before are
 * cut. A track is never given up: every failure is followed, after a wait, by another session.
 *
 * <p>Confined to one thread, that of {@link SessionContext#mailbox}.
 */
public final class TrackSession {
    private enum Phase {
        /** Waits for audio at or after the position to resume from. */
        READY,
        /** An engine session is open. */
        OPEN,
        /** A session failed; audio passes by and is read again later. */
        WAITING,
        /** Everything is given, the end too. */
        ENDED
    }

    private final Track track;
    private final SessionContext context;
    private final TrackLedger ledger;
    private final ReadMarks marks = new ReadMarks();
    private final Results results = new Results();
    private final boolean passedOver;
    private Phase phase;
    private @Nullable EngineSession session;
    private long endTicks;
    private long readTicks;
    private long retryAtNanos;
    private int failures;
    private long failedAtResume = Checkpoint.BEFORE_ALL;

    public TrackSession(Track track, Checkpoint from, SessionContext context) {
        this(track, from, context, false);
    }

    private TrackSession(Track track, Checkpoint from, SessionContext context, boolean passedOver) {
        this.passedOver = passedOver;
        this.track = track;
        this.context = context;
        this.ledger = new TrackLedger(
                track,
                from,
                context.settings().checkpointInterval(),
                context.nanoTime().getAsLong());
        this.phase = from.finished() ? Phase.ENDED : Phase.READY;
    }

    /** A track that nobody wants transcribed: it is read to its end, and no engine session is opened. */
    public static TrackSession passedOver(Track track, Checkpoint from, SessionContext context) {
        return new TrackSession(track, from, context, true);
    }

    /** The next record of the track, or one that was handed in before. */
    public void take(PcmRecord record) {
        if (phase == Phase.ENDED) {
            return;
        }
        ledger.startsAt(record.startTicks());
        marks.add(record.offset(), record.startTicks());
        readTicks = Math.max(readTicks, record.endTicks());
        if (phase == Phase.WAITING) {
            return;
        }
        if (passedOver && record.kind() != PcmRecord.Kind.END) {
            ledger.horizon(record.endTicks());
            return;
        }
        if (record.kind() == PcmRecord.Kind.END) {
            end(record.startTicks());
        } else if (phase == Phase.OPEN || record.endTicks() > resumeTicks()) {
            send(record);
        }
    }

    /** What is to be stored now, if anything. Asked again before it is stored, it may have grown. */
    public Optional<TrackCommit> due() {
        return ledger.due(context.nanoTime().getAsLong());
    }

    /** The last of {@link #due} is stored. */
    public void stored(TrackCommit commit) {
        ledger.stored(commit, context.nanoTime().getAsLong());
        marks.forgetBefore(
                commit.checkpoint().resumeTicks() - context.settings().preRollTicks());
    }

    /** Lets time pass. Gives the offset to read again from when a session is to be opened anew. */
    public OptionalLong tick() {
        long now = context.nanoTime().getAsLong();
        EngineSession current = session;
        if (current != null && current.stalled(now)) {
            fail("no sign of the engine within " + context.settings().stallTimeout(), true);
        }
        if (phase != Phase.WAITING || now - retryAtNanos < 0) {
            return OptionalLong.empty();
        }
        phase = Phase.READY;
        return OptionalLong.of(marks.offsetOf(resumeTicks()));
    }

    /** From which offset on its topic must be kept for a track that is stored as this says. */
    public OptionalLong neededOffset(Checkpoint stored) {
        return stored.finished()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        marks.offsetOf(stored.resumeTicks() - context.settings().preRollTicks()));
    }

    /** Audio read of which the engine has not spoken yet. */
    public double behindSeconds() {
        return phase == Phase.ENDED || readTicks == 0
                ? 0
                : Math.max(0, readTicks - ledger.given().resumeTicks()) / (double) MediaTime.TICKS_PER_SECOND;
    }

    public Checkpoint storedCheckpoint() {
        return ledger.stored();
    }

    public Track track() {
        return track;
    }

    /** Nothing is left to do or to store. */
    public boolean done() {
        return ledger.stored().finished();
    }

    /** Whether the engine has more audio than it should; reading should pause. */
    public boolean overloaded() {
        return backlog() > context.settings().maxBacklogSamples();
    }

    /** Whether the engine has worked off enough to read on. */
    public boolean relaxed() {
        return backlog() <= context.settings().maxBacklogSamples() / 2;
    }

    /** Drops the engine session: another owner goes on, or this one after a new look at the log. */
    public void close() {
        if (session != null) {
            session.close(SessionFacts.Status.COMPLETED, null);
            session = null;
        }
    }

    private long backlog() {
        return session == null ? 0 : session.backlogSamples();
    }

    private long resumeTicks() {
        return ledger.given().resumeTicks() - context.settings().preRollTicks();
    }

    private void send(PcmRecord record) {
        if (session == null) {
            open(record.startTicks());
        }
        EngineSession current = session;
        if (current == null || current.finishing()) {
            return;
        }
        try {
            current.take(record);
        } catch (SttException e) {
            fail(String.valueOf(e.getMessage()), e.retryable());
        }
    }

    private void open(long startTicks) {
        String id = "0/" + track.trackSid() + "/" + startTicks + (failures == 0 ? "" : "/" + (failures + 1));
        var opening =
                new EngineSession.Opening(id, track, startTicks, ledger.given().cutTicks());
        try {
            session = EngineSession.open(opening, context, results);
            phase = Phase.OPEN;
        } catch (SttException e) {
            context.log().session(opening.facts(SessionFacts.Status.FAILED, e.getMessage()));
            waitAfter(e.retryable());
        }
    }

    private void end(long atTicks) {
        endTicks = atTicks;
        if (session == null) {
            ledger.end(endTicks);
            phase = Phase.ENDED;
        } else if (!session.finishing()) {
            session.finish();
        }
    }

    private void fail(String cause, boolean retryable) {
        if (session != null) {
            session.close(SessionFacts.Status.FAILED, cause);
            session = null;
        }
        waitAfter(retryable);
    }

    private void waitAfter(boolean retryable) {
        long resume = ledger.given().resumeTicks();
        failures = resume > failedAtResume ? 1 : failures + 1;
        failedAtResume = resume;
        Duration wait = retryable
                ? context.settings().retry().after(failures, context.random())
                : context.settings().rejectedRetry();
        retryAtNanos = context.nanoTime().getAsLong() + wait.toNanos();
        phase = Phase.WAITING;
    }

    /** What the open session reports. */
    private final class Results implements EngineSession.Results {
        @Override
        public void finalWords(List<TimedWord> words) {
            ledger.add(id(), words);
        }

        @Override
        public void horizon(long ticks) {
            ledger.horizon(ticks);
        }

        @Override
        public void ended() {
            EngineSession current = session;
            if (current == null || !current.finishing()) {
                fail("the engine ended before the audio did", true);
                return;
            }
            current.close(SessionFacts.Status.COMPLETED, null);
            session = null;
            ledger.end(endTicks);
            phase = Phase.ENDED;
        }

        @Override
        public void failed(String cause, boolean retryable) {
            fail(cause, retryable);
        }

        private String id() {
            return session == null ? "" : session.id();
        }
    }
}
