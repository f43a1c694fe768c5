package io.voxlog.monitor.adapter.kafka;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxlog.monitor.projection.Projection;
import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.LogKey;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries an action again and again, with growing waits, until it succeeds or there is no more use in it. */
final class Attempts {
    private static final Logger log = LoggerFactory.getLogger(Attempts.class);

    private final Vertx vertx;
    private final Context context;
    private final Backoff backoff;

    /** Actions run on the context. */
    Attempts(Vertx vertx, Context context, Backoff backoff) {
        this.vertx = vertx;
        this.context = context;
        this.backoff = backoff;
    }

    /**
     * Completes with the action's result; fails with its fault once {@code over} says so, or when another process has
     * taken the place of this one.
     */
    <T> Future<T> untilDone(String what, BooleanSupplier over, Supplier<CompletionStage<T>> action) {
        Promise<T> result = Promise.promise();
        context.runOnContext(now -> attempt(what, over, action, 1, result));
        return result.future();
    }

    private <T> void attempt(
            String what, BooleanSupplier over, Supplier<CompletionStage<T>> action, int attempt, Promise<T> result) {
        Future.fromCompletionStage(action.get(), context).onComplete(done -> {
            if (done.succeeded()) {
                result.tryComplete(done.result());
            } else if (over.getAsBoolean() || superseded(done.cause())) {
                result.tryFail(done.cause());
            } else {
                Duration wait = backoff.after(attempt, ThreadLocalRandom.current());
                log.atWarn()
                        .setMessage("projection not reached, trying again")
                        .addKeyValue(LogKey.COMPONENT, what)
                        .addKeyValue(LogKey.ATTEMPT, attempt)
                        .addKeyValue(LogKey.DURATION_MILLIS, wait.toMillis())
                        .addKeyValue(LogKey.ERROR, String.valueOf(done.cause().getMessage()))
                        .log();
                vertx.timer(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS)
                        .onComplete(timer -> attempt(what, over, action, attempt + 1, result));
            }
        });
    }

    static boolean superseded(Throwable fault) {
        return fault instanceof Projection.SupersededException;
    }
}
