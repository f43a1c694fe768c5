package io.voxlog.notifier.adapter.kafka;

import io.voxlog.notifier.delivery.Delivery;
import io.voxlog.notifier.delivery.Entry;
import io.voxlog.notifier.delivery.Progress;
import io.voxlog.schemas.DeliveryStatus;
import io.voxlog.schemas.WebhookDelivery;
import org.jspecify.annotations.Nullable;

/** Between the journal's records and the queue's entries. */
final class DeliveryRecords {
    private DeliveryRecords() {}

    /** The first record of a delivery: recorded, not yet tried. */
    static WebhookDelivery planned(Delivery delivery, long nowMillis) {
        return builder(delivery, 0, nowMillis)
                .setStatus(DeliveryStatus.RETRYING)
                .setNextAttemptAtMillis(nowMillis)
                .setPayload(delivery.body())
                .build();
    }

    /** A delivery that ends without an attempt. */
    static WebhookDelivery refused(Delivery delivery, String why, long nowMillis) {
        return builder(delivery, 0, nowMillis)
                .setStatus(DeliveryStatus.GIVEN_UP)
                .setError(why)
                .setPayload(delivery.body())
                .build();
    }

    /** A record without status yet. */
    static WebhookDelivery.Builder builder(Delivery delivery, int attempt, long nowMillis) {
        return WebhookDelivery.newBuilder()
                .setDeliveryId(delivery.id())
                .setWebhook(delivery.webhook())
                .setEvent(delivery.event())
                .setRoomSid(delivery.roomSid())
                .setSubject(delivery.subject())
                .setAttempt(attempt)
                .setAtMillis(nowMillis);
    }

    static DeliveryStatus status(Progress progress) {
        return DeliveryStatus.valueOf(progress.name());
    }

    static Entry entry(WebhookDelivery delivery) {
        Long next = delivery.getNextAttemptAtMillis();
        return new Entry(
                delivery.getDeliveryId(),
                Progress.valueOf(delivery.getStatus().name()),
                delivery.getAttempt(),
                delivery.getAtMillis(),
                next == null ? 0 : next,
                delivery(delivery));
    }

    private static @Nullable Delivery delivery(WebhookDelivery first) {
        String body = first.getPayload();
        if (body == null) {
            return null;
        }
        return new Delivery(
                first.getDeliveryId(),
                first.getWebhook(),
                first.getEvent(),
                first.getRoomSid(),
                first.getSubject(),
                body);
    }
}
