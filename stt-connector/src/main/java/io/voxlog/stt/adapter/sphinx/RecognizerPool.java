package io.voxlog.stt.adapter.sphinx;

import io.voxlog.runtime.LogKey;
import io.voxlog.stt.engine.EngineWord;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognizers that wait for work. There are never more than threads that ask at the same time; each is loaded when it
 * is first needed. Thread-safe.
 */
final class RecognizerPool {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(RecognizerPool.class);
    /** Sphinx logs each utterance with its text. Held here because the log manager keeps loggers weakly. */
    private static final Logger SPHINX_LOG = Logger.getLogger("edu.cmu.sphinx");

    private final Queue<SphinxRecognizer> idle = new ConcurrentLinkedQueue<>();
    private final LongSupplier nanoTime;

    RecognizerPool(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Has at least one recognizer loaded on return. */
    void warmUp() {
        if (idle.isEmpty()) {
            idle.add(load());
        }
    }

    /** Decodes on the calling thread. A recognizer that throws is not used again. */
    List<EngineWord> recognize(Utterance utterance) {
        SphinxRecognizer waiting = idle.poll();
        SphinxRecognizer recognizer = waiting == null ? load() : waiting;
        List<EngineWord> words = recognizer.recognize(utterance);
        idle.add(recognizer);
        return words;
    }

    void clear() {
        idle.clear();
    }

    private SphinxRecognizer load() {
        SPHINX_LOG.setLevel(Level.OFF);
        long start = nanoTime.getAsLong();
        SphinxRecognizer recognizer = new SphinxRecognizer();
        LOG.atInfo()
                .setMessage("offline speech model loaded")
                .addKeyValue(LogKey.DURATION_MILLIS, (nanoTime.getAsLong() - start) / 1_000_000)
                .log();
        return recognizer;
    }
}
