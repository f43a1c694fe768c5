package io.voxlog.stt.session;

import io.voxlog.transcript.TimedWord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the engine has given of a track and how much of that is stored. A checkpoint never says more than the finals
 * stored with or before it. Confined to one thread.
 */
final class TrackLedger {
    private final Track track;
    private final long intervalTicks;
    private final long intervalNanos;
    private final List<FinalWords> pending = new ArrayList<>();
    private Checkpoint given;
    private Checkpoint stored;
    private long storedAtNanos;
    private long lastIdTicks;

    TrackLedger(Track track, Checkpoint stored, Duration interval, long nowNanos) {
        this.track = track;
        this.stored = stored;
        this.given = stored;
        this.intervalNanos = interval.toNanos();
        this.intervalTicks = interval.toMillis() * 48;
        this.storedAtNanos = nowNanos;
        this.lastIdTicks = stored.cutTicks() - 1;
    }

    /** The track's first sample is here; nothing is before it. */
    void startsAt(long ticks) {
        if (given.equals(Checkpoint.NONE)) {
            given = given.withResume(ticks);
            stored = given;
        }
    }

    /**
     * Takes a final. Its id is the start of its first word. A lone mark starts where the word before it ends, which may
     * be where the next word starts: it takes the tick before, to leave that one to the word.
     */
    void add(String sessionId, List<TimedWord> words) {
        TimedWord first = words.get(0);
        long wanted = first.punctuation() ? first.startTicks() - 1 : first.startTicks();
        lastIdTicks = Math.max(wanted, lastIdTicks + 1);
        FinalWords added = new FinalWords(lastIdTicks, sessionId, words);
        pending.add(added);
        given = given.plusFinal(added.endTicks());
    }

    /** No later final has a word that starts before. */
    void horizon(long ticks) {
        given = given.withResume(ticks);
    }

    void end(long ticks) {
        given = given.finishedAt(ticks);
    }

    /** Where the track stands, stored or not. */
    Checkpoint given() {
        return given;
    }

    Checkpoint stored() {
        return stored;
    }

    /** What is to be stored now: finals at once, else the horizon when it or the clock has gone on by the interval. */
    Optional<TrackCommit> due(long nowNanos) {
        long progress = given.resumeTicks() - stored.resumeTicks();
        boolean due = !pending.isEmpty()
                || (given.finished() && !stored.finished())
                || progress >= intervalTicks
                || (progress > 0 && nowNanos - storedAtNanos >= intervalNanos);
        return due ? Optional.of(new TrackCommit(track, pending, given)) : Optional.empty();
    }

    /** This is stored; what came since is still to be. */
    void stored(TrackCommit commit, long nowNanos) {
        pending.subList(0, commit.finals().size()).clear();
        stored = commit.checkpoint();
        storedAtNanos = nowNanos;
    }
}
