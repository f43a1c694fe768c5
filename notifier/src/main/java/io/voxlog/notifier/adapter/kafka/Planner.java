package io.voxlog.notifier.adapter.kafka;

import io.voxlog.notifier.NotifierConfig;
import io.voxlog.notifier.delivery.Delivery;
import io.voxlog.notifier.delivery.DeliveryQueue;
import io.voxlog.notifier.subscription.Subscription;
import io.voxlog.notifier.subscription.Subscriptions;
import io.voxlog.schemas.WebhookDelivery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes the first records of the deliveries that follow from what happened. Used on one context. */
final class Planner {
    private final Clock clock;
    private final NotifierConfig config;
    private final DeliveryQueue queue;
    private final Subscriptions subscriptions;

    Planner(Clock clock, NotifierConfig config, DeliveryQueue queue, Subscriptions subscriptions) {
        this.clock = clock;
        this.config = config;
        this.queue = queue;
        this.subscriptions = subscriptions;
    }

    /** What is to be written to a partition of the journal for these records of the same partition; expects it. */
    List<WebhookDelivery> plan(int lane, List<ConsumerRecord<String, SpecificRecord>> records) {
        List<WebhookDelivery> plan = new ArrayList<>();
        Map<String, Integer> added = new HashMap<>();
        for (ConsumerRecord<String, SpecificRecord> record : records) {
            Occurrence.of(record)
                    .ifPresent(occurrence -> subscriptions
                            .wanting(occurrence.event(), occurrence.organizationId())
                            .forEach(one -> add(lane, occurrence, one, added, plan)));
        }
        return plan;
    }

    private void add(
            int lane,
            Occurrence occurrence,
            Subscription subscription,
            Map<String, Integer> added,
            List<WebhookDelivery> plan) {
        Delivery delivery = occurrence.to(subscription);
        if (queue.knows(lane, delivery.id())) {
            return;
        }
        queue.expect(lane, delivery.id());
        long now = clock.millis();
        String name = subscription.name();
        int owed = queue.owedTo(name) + added.merge(name, 1, Integer::sum);
        plan.add(
                owed <= config.maxOwed()
                        ? DeliveryRecords.planned(delivery, now)
                        : DeliveryRecords.refused(
                                delivery, config.maxOwed() + " deliveries wait for this webhook already", now));
    }
}
