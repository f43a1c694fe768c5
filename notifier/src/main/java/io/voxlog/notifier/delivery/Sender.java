package io.voxlog.notifier.delivery;

import io.voxlog.notifier.subscription.Subscription;
import java.util.concurrent.CompletionStage;

/** Makes one attempt. */
public interface Sender {
    /** Never fails: what goes wrong is an answer too. Completes within a bound. */
    CompletionStage<Answer> send(Subscription subscription, Delivery delivery);

    /** Ends connections; attempts under way end without an answer. */
    CompletionStage<Void> close();
}
