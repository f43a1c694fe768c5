package io.voxlog.stt.session;

import io.voxlog.stt.engine.EngineWord;
import io.voxlog.stt.engine.SttException;
import io.voxlog.stt.engine.SttListener;
import io.voxlog.stt.engine.SttStream;
import io.voxlog.stt.engine.SttStreamConfig;
import io.voxlog.transcript.TimedWord;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One open stream of the engine: audio goes in, and what the engine reports comes back on the sessions' thread in room
 * time. Once closed it reports nothing more, whatever the engine still sends. Confined to the sessions' thread.
 */
final class EngineSession {
    /** What a session reports, on the sessions' thread. */
    interface Results {
        void finalWords(List<TimedWord> words);

        void horizon(long ticks);

        void ended();

        void failed(String cause, boolean retryable);
    }

    private final String id;
    private final Track track;
    private final SessionContext context;
    private final Results results;
    private final long startTicks;
    private final AudioFeed feed;
    private final WordCut cut;
    private boolean open = true;
    private boolean active;
    private boolean finishing;
    /** The engine has said its last word. */
    private boolean over;

    private long lastSignNanos;
    private long finals;
    private long ratedWords;
    private double confidence;

    private EngineSession(Opening opening, SessionContext context, Results results, SttStream stream) {
        this.id = opening.sessionId();
        this.track = opening.track();
        this.context = context;
        this.results = results;
        this.startTicks = opening.startTicks();
        this.feed = new AudioFeed(stream, startTicks);
        this.cut = new WordCut(opening.cutTicks(), feed.timeline());
        this.lastSignNanos = context.nanoTime().getAsLong();
    }

    /**
     * What to open.
     *
     * @param startTicks position of the first sample
     * @param cutTicks words whose midpoint is not after this are repeats
     */
    record Opening(String sessionId, Track track, long startTicks, long cutTicks) {
        SessionFacts facts(SessionFacts.Status status, @Nullable String error) {
            return new SessionFacts(sessionId, track, status, startTicks, 0, 0, null, error);
        }
    }

    /**
     * Opens a stream.
     *
     * @throws SttException if the engine refuses
     */
    static EngineSession open(Opening opening, SessionContext context, Results results) {
        SessionSettings settings = context.settings();
        context.log().session(opening.facts(SessionFacts.Status.STARTING, null));
        Reports reports = new Reports(context);
        SttStream stream = context.engine()
                .open(
                        new SttStreamConfig(
                                opening.sessionId(), settings.language(), settings.partials(), settings.maxDelay()),
                        reports);
        EngineSession session = new EngineSession(opening, context, results, stream);
        reports.session = session;
        return session;
    }

    void take(PcmRecord record) {
        feed.take(record);
    }

    /** No more audio: the engine is to give what it has. */
    void finish() {
        finishing = true;
        lastSignNanos = context.nanoTime().getAsLong();
        feed.stream().finish();
    }

    String id() {
        return id;
    }

    boolean finishing() {
        return finishing;
    }

    long backlogSamples() {
        return open ? feed.stream().backlogSamples() : 0;
    }

    /** Whether the engine has had work for too long without a sign. */
    boolean stalled(long nowNanos) {
        if (!finishing && backlogSamples() <= context.settings().maxBacklogSamples()) {
            lastSignNanos = nowNanos;
        }
        return nowNanos - lastSignNanos > context.settings().stallTimeout().toNanos();
    }

    /** Ends it for reports and for the engine, and logs how. */
    void close(SessionFacts.Status status, @Nullable String error) {
        if (!open) {
            return;
        }
        if (!over) {
            feed.stream().abort();
        }
        open = false;
        log(status, error);
    }

    private void sign() {
        lastSignNanos = context.nanoTime().getAsLong();
        if (!active) {
            active = true;
            log(SessionFacts.Status.ACTIVE, null);
        }
    }

    private void log(SessionFacts.Status status, @Nullable String error) {
        double seconds = feed.samples() / (double) AudioFeed.SAMPLE_RATE_HZ;
        Double average = ratedWords == 0 ? null : (Double) (confidence / ratedWords);
        context.log().session(new SessionFacts(id, track, status, startTicks, seconds, finals, average, error));
    }

    private void onPartial(List<EngineWord> words) {
        sign();
        List<TimedWord> kept = cut.partials(words);
        if (!kept.isEmpty()) {
            long end = kept.get(kept.size() - 1).endTicks();
            context.log().partial(track, kept.get(0).startTicks(), end, FinalWords.text(kept));
        }
    }

    private void onFinal(List<EngineWord> words) {
        sign();
        List<TimedWord> kept = cut.finals(words);
        if (kept.isEmpty()) {
            return;
        }
        finals++;
        for (TimedWord word : kept) {
            Double rated = word.confidence();
            if (rated != null && !word.punctuation()) {
                ratedWords++;
                confidence += rated;
            }
        }
        results.finalWords(kept);
    }

    private void onHorizon(long sample) {
        sign();
        results.horizon(feed.timeline().endTicks(sample));
        feed.timeline().forgetBefore(sample);
    }

    /** What the engine calls, on its threads: everything goes through the mailbox. */
    private static final class Reports implements SttListener {
        private final SessionContext context;
        /** Set before the mailbox can run anything: open runs on the mailbox's thread. */
        private @Nullable EngineSession session;

        Reports(SessionContext context) {
            this.context = context;
        }

        @Override
        public void partial(List<EngineWord> words) {
            report(it -> it.onPartial(words));
        }

        @Override
        public void finalWords(List<EngineWord> words) {
            report(it -> it.onFinal(words));
        }

        @Override
        public void horizon(long sample) {
            report(it -> it.onHorizon(sample));
        }

        @Override
        public void ended() {
            report(it -> {
                it.sign();
                it.over = true;
                it.results.ended();
            });
        }

        @Override
        public void failed(SttException cause) {
            String message = String.valueOf(cause.getMessage());
            report(it -> {
                it.over = true;
                it.results.failed(message, cause.retryable());
            });
        }

        private void report(Consumer<EngineSession> event) {
            context.mailbox().execute(() -> {
                EngineSession target = session;
                if (target != null && target.open) {
                    event.accept(target);
                }
            });
        }
    }
}
