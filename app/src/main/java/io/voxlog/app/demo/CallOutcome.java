package io.voxlog.app.demo;

import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.Transcript;
import io.voxlog.schemas.TranscriptFinal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Collects what the topics say of one room until it is sealed and all analyses are there. Thread-safe. */
final class CallOutcome implements CallFollower.Listener {
    private final Set<String> wanted;
    private final Consumer<TranscriptFinal> onFinal;
    private final Map<String, AnalysisResult> results = new TreeMap<>();
    private final CompletableFuture<Transcript> sealed = new CompletableFuture<>();
    private final CompletableFuture<Map<String, AnalysisResult>> analysed = new CompletableFuture<>();

    /**
     * @param wanted the analysis types to wait for
     * @param onFinal told of each final as it comes
     */
    CallOutcome(Set<String> wanted, Consumer<TranscriptFinal> onFinal) {
        this.wanted = Set.copyOf(wanted);
        this.onFinal = onFinal;
    }

    Transcript awaitTranscript(Duration patience) throws InterruptedException {
        return await(sealed, patience, "the transcript was not sealed");
    }

    Map<String, AnalysisResult> awaitResults(Duration patience) throws InterruptedException {
        return await(analysed, patience, "not all of the analyses " + wanted + " came");
    }

    @Override
    public void finalWords(TranscriptFinal words) {
        onFinal.accept(words);
    }

    @Override
    public void sealed(Transcript transcript) {
        sealed.complete(transcript);
    }

    @Override
    public synchronized void result(AnalysisResult result) {
        results.putIfAbsent(result.getType(), result);
        if (results.keySet().containsAll(wanted)) {
            analysed.complete(Map.copyOf(results));
        }
    }

    @Override
    public void failed(Throwable cause) {
        sealed.completeExceptionally(cause);
        analysed.completeExceptionally(cause);
    }

    private static <T> T await(CompletableFuture<T> future, Duration patience, String what)
            throws InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new DemoFailedException(what + " within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new DemoFailedException(what, e.getCause());
        }
    }
}
