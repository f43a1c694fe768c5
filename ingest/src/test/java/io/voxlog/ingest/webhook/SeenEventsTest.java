package io.voxlog.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.ingest.webhook.SeenEvents.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SeenEventsTest {
    private final SeenEvents seen = new SeenEvents(2);
    private final AtomicInteger stores = new AtomicInteger();

    private CompletionStage<Outcome> store(String id, CompletableFuture<Long> storing) {
        return seen.store(id, () -> {
            stores.incrementAndGet();
            return storing;
        });
    }

    @Test
    void aDuplicateWaitsForItsOriginal() {
        CompletableFuture<Long> storing = new CompletableFuture<>();
        CompletableFuture<Outcome> first = store("EV_1", storing).toCompletableFuture();
        CompletableFuture<Outcome> second = store("EV_1", storing).toCompletableFuture();
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();

        storing.complete(7L);

        assertThat(first).isCompletedWithValue(Outcome.STORED);
        assertThat(second).isCompletedWithValue(Outcome.DUPLICATE);
        assertThat(store("EV_1", storing).toCompletableFuture()).isCompletedWithValue(Outcome.DUPLICATE);
        assertThat(stores).hasValue(1);
    }

    @Test
    void whatFailedIsStoredWhenItComesAgain() {
        CompletableFuture<Long> failing = new CompletableFuture<>();
        CompletableFuture<Outcome> first = store("EV_1", failing).toCompletableFuture();
        CompletableFuture<Outcome> second = store("EV_1", failing).toCompletableFuture();
        failing.completeExceptionally(new IllegalStateException("broker away"));
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();

        assertThat(store("EV_1", CompletableFuture.completedFuture(1L)).toCompletableFuture())
                .isCompletedWithValue(Outcome.STORED);
    }

    @Test
    void forgetsTheOldestBeyondItsBound() {
        seen.add("EV_1");
        seen.add("EV_2");
        seen.add("EV_1");
        seen.add("EV_3");
        CompletableFuture<Long> done = CompletableFuture.completedFuture(1L);
        assertThat(store("EV_1", done).toCompletableFuture()).isCompletedWithValue(Outcome.DUPLICATE);
        assertThat(store("EV_2", done).toCompletableFuture()).isCompletedWithValue(Outcome.STORED);
    }
}
