package io.voxlog.testkit.tone;

import io.voxlog.stt.engine.SttEngine;
import io.voxlog.stt.engine.SttException;
import io.voxlog.stt.engine.SttListener;
import io.voxlog.stt.engine.SttStream;
import io.voxlog.stt.engine.SttStreamConfig;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A speech-to-text engine for {@link ToneWords}: exact and deterministic. The same audio gives the same finals and
 * horizons, however it is cut into calls and however slowly it comes. A word that the stream does not hold whole is not
 * given. Two daemon threads serve all streams.
 */
public final class ToneEngine implements SttEngine {
    private static final int THREADS = 2;

    private final ToneOptions options;
    private final ToneFaults faults;
    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, daemons());
    private final Set<ToneStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile boolean closed;

    public ToneEngine() {
        this(ToneOptions.USUAL, ToneFaults.NONE);
    }

    public ToneEngine(ToneOptions options, ToneFaults faults) {
        this.options = options;
        this.faults = faults;
    }

    @Override
    public String name() {
        return "tone";
    }

    @Override
    public String description() {
        return "tone engine: hears tone-coded test words only";
    }

    @Override
    public String configHash() {
        return "tone-1-" + Integer.toHexString(options.toString().hashCode());
    }

    @Override
    public SttStream open(SttStreamConfig config, SttListener listener) {
        if (closed) {
            throw new SttException("tone engine is closed", false);
        }
        int number = opened.getAndIncrement();
        ToneResults results = new ToneResults(options, config, listener);
        ToneStream stream = new ToneStream(results, faults.of(number, config), executor, streams::remove);
        streams.add(stream);
        stream.start();
        return stream;
    }

    /** Streams opened so far, failed ones too. */
    public int openedStreams() {
        return opened.get();
    }

    /** Streams that have not ended, failed or been aborted. */
    public int liveStreams() {
        return streams.size();
    }

    @Override
    public void close() {
        closed = true;
        streams.forEach(ToneStream::abort);
        executor.shutdown();
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "tone-engine-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
