package io.voxlog.stt.adapter.sphinx;

import io.voxlog.stt.engine.SttEngine;
import io.voxlog.stt.engine.SttException;
import io.voxlog.stt.engine.SttListener;
import io.voxlog.stt.engine.SttStream;
import io.voxlog.stt.engine.SttStreamConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The offline engine. It cuts each stream into utterances at pauses of half a second (or at the quietest place after 10
 * to 15 s) and decodes an utterance when it is over; the finals of an utterance come together. It gives no partials and
 * no confidence, and the longest wait asked for has no effect. The same audio gives the same words, however it is cut
 * into calls.
 *
 * <p>The models are loaded once per recognizer, at {@link #warmUp} or with the first utterance. Decoding runs on as
 * many daemon threads as there are recognizers and takes about half the length of the speech on one core.
 */
public final class SphinxEngine implements SttEngine {
    private final RecognizerPool recognizers;
    private final ExecutorService executor;
    private final LongSupplier nanoTime;
    private final String configHash;
    private final Set<SphinxStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private volatile CompletableFuture<Duration> loading = CompletableFuture.completedFuture(Duration.ZERO);

    /** With as many recognizers as this machine is good for. */
    public SphinxEngine() {
        this(SphinxConfig.usual(Runtime.getRuntime().availableProcessors()), System::nanoTime);
    }

    /** @param nanoTime {@link System#nanoTime} or a test's own */
    public SphinxEngine(SphinxConfig config, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        recognizers = new RecognizerPool(nanoTime);
        executor = Executors.newFixedThreadPool(config.recognizers(), daemons());
        configHash = hash();
    }

    /**
     * Loads a first recognizer in the background. The future gives the time that it took, or fails if the models cannot
     * be loaded.
     */
    public CompletableFuture<Duration> warmUp() {
        CompletableFuture<Duration> load = CompletableFuture.supplyAsync(
                () -> {
                    long start = nanoTime.getAsLong();
                    recognizers.warmUp();
                    return Duration.ofNanos(nanoTime.getAsLong() - start);
                },
                executor);
        loading = load;
        return load;
    }

    /** Not while the models load, nor if they could not be. */
    @Override
    public CompletionStage<Void> ready() {
        return loading.isDone()
                ? loading.thenAccept(time -> {})
                : CompletableFuture.failedFuture(new SttException("the models are loading", true));
    }

    @Override
    public String name() {
        return "offline";
    }

    @Override
    public String description() {
        return "offline engine: clear English only";
    }

    @Override
    public String configHash() {
        return configHash;
    }

    @Override
    public SttStream open(SttStreamConfig config, SttListener listener) {
        if (closed) {
            throw new SttException("the offline engine is closed", false);
        }
        SphinxStream stream = new SphinxStream(recognizers, listener, executor, streams::remove);
        streams.add(stream);
        return stream;
    }

    @Override
    public void close() {
        closed = true;
        streams.forEach(SphinxStream::abort);
        executor.shutdown();
        recognizers.clear();
    }

    private static String hash() {
        try (InputStream settings = Objects.requireNonNull(
                SphinxEngine.class.getResourceAsStream(SphinxRecognizer.CONFIGURATION),
                SphinxRecognizer.CONFIGURATION)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(settings.readAllBytes());
            digest.update(SegmenterSettings.USUAL.toString().getBytes(StandardCharsets.UTF_8));
            return "offline-" + HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "offline-stt-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
