package io.voxlog.notifier.adapter.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.voxlog.notifier.delivery.Answer;
import io.voxlog.notifier.delivery.Delivery;
import io.voxlog.notifier.delivery.DeliveryQueue;
import io.voxlog.notifier.delivery.Pending;
import io.voxlog.notifier.delivery.Progress;
import io.voxlog.notifier.delivery.RetryPolicy;
import io.voxlog.notifier.delivery.RetryPolicy.Verdict;
import io.voxlog.notifier.delivery.Sender;
import io.voxlog.notifier.subscription.Subscription;
import io.voxlog.notifier.subscription.Subscriptions;
import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.DeliveryStatus;
import io.voxlog.schemas.WebhookDelivery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the attempts that are due and writes what came of each. The queue learns of it by reading the journal back, as
 * the process does that takes over. Used on one context.
 */
final class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    /** Also the longest time after which a due delivery is noticed. */
    private static final long LONGEST_SLEEP_MILLIS = 1_000;

    private static final String METER = "voxlog.notifier.attempt";

    private final RoleContext role;
    private final Context context;
    private final DeliveryQueue queue;
    private final Subscriptions subscriptions;
    private final Sender sender;
    private final Journal journal;
    private final RetryPolicy policy;
    private final AtomicInteger owed = new AtomicInteger();
    private final Promise<Void> idle = Promise.promise();
    private int underWay;
    private boolean running;
    private boolean stopping;
    private long timer = -1;

    Dispatcher(
            RoleContext role,
            Context context,
            DeliveryQueue queue,
            Subscriptions subscriptions,
            Sender sender,
            Journal journal,
            RetryPolicy policy) {
        this.role = role;
        this.context = context;
        this.queue = queue;
        this.subscriptions = subscriptions;
        this.sender = sender;
        this.journal = journal;
        this.policy = policy;
    }

    /** The subscriptions are known. */
    void start() {
        running = !stopping;
        Gauge.builder("voxlog.notifier.owed", owed, AtomicInteger::get).register(role.meters());
        wake();
    }

    /** Begins nothing more; completes when what is under way has been recorded. */
    Future<Void> stop() {
        running = false;
        stopping = true;
        context.owner().cancelTimer(timer);
        settle();
        return idle.future();
    }

    /** Something may be due. */
    void wake() {
        owed.set(queue.owed());
        if (!running) {
            return;
        }
        long now = role.clock().millis();
        for (Optional<Pending> due = queue.take(now); due.isPresent(); due = queue.take(now)) {
            attempt(due.get());
        }
        context.owner().cancelTimer(timer);
        long wait = Math.max(1, Math.min(LONGEST_SLEEP_MILLIS, queue.wakeAtMillis() - now));
        timer = context.owner().setTimer(wait, ring -> wake());
    }

    private void attempt(Pending pending) {
        Delivery delivery = pending.delivery();
        Timer.Sample time = Timer.start(role.meters());
        int attempt = pending.attempts() + 1;
        underWay++;
        Optional<Subscription> subscription = subscriptions.active(delivery.webhook());
        if (subscription.isEmpty()) {
            Answer none = Answer.none("the webhook was removed or set inactive");
            end(pending, attempt, none, new Verdict(Progress.GIVEN_UP, 0));
            return;
        }
        Future.fromCompletionStage(sender.send(subscription.get(), delivery), context)
                .onSuccess(answer -> {
                    Verdict verdict = policy.judge(
                            attempt,
                            pending.plannedAtMillis(),
                            answer,
                            role.clock().millis(),
                            ThreadLocalRandom.current());
                    time.stop(timer(role.meters(), verdict.progress()));
                    end(pending, attempt, answer, verdict);
                })
                .onFailure(role.onFatal()::accept);
    }

    private void end(Pending pending, int attempt, Answer answer, Verdict verdict) {
        queue.release(pending);
        boolean again = verdict.progress() == Progress.RETRYING;
        WebhookDelivery record = DeliveryRecords.builder(
                        pending.delivery(), attempt, role.clock().millis())
                .setStatus(DeliveryRecords.status(verdict.progress()))
                .setHttpStatus(answer.status())
                .setError(answer.error())
                .setNextAttemptAtMillis(again ? verdict.nextAttemptAtMillis() : null)
                .build();
        if (verdict.progress() != Progress.DELIVERED) {
            report(record);
        }
        journal.write(List.of(record), () -> stopping || pending.settled()).onComplete(written -> {
            underWay--;
            settle();
            wake();
        });
    }

    private void settle() {
        if (stopping && underWay == 0) {
            idle.tryComplete();
        }
    }

    private static void report(WebhookDelivery record) {
        boolean again = record.getStatus() == DeliveryStatus.RETRYING;
        log.atWarn()
                .setMessage(again ? "webhook not delivered, trying again" : "webhook delivery given up")
                .addKeyValue(LogKey.COMPONENT, record.getWebhook())
                .addKeyValue(LogKey.EVENT_ID, record.getDeliveryId())
                .addKeyValue(LogKey.ROOM_SID, record.getRoomSid())
                .addKeyValue(LogKey.ATTEMPT, record.getAttempt())
                .addKeyValue(LogKey.ERROR, record.getError())
                .log();
    }

    private static Timer timer(MeterRegistry meters, Progress progress) {
        return Timer.builder(METER)
                .tag("result", progress.name().toLowerCase(Locale.ROOT))
                .publishPercentileHistogram()
                .register(meters);
    }
}
