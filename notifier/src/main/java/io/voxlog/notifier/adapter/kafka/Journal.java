package io.voxlog.notifier.adapter.kafka;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.WebhookDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes webhook.deliveries. Used on one context; sends, which may block, happen on a worker thread in order. */
final class Journal {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final long RETRY_MILLIS = 500;

    private final Context context;
    private final KafkaProducer<String, SpecificRecord> producer;

    Journal(RoleContext role, Context context) {
        this.context = context;
        this.producer = new KafkaProducer<>(
                role.kafka().liveProducer(role.workerId() + "-notifier"),
                new StringSerializer(),
                role.serdes().serializer());
    }

    /**
     * Writes the records and completes when the cluster has all; tries again until it has or nobody needs it.
     *
     * @param over asked before another try
     */
    Future<Void> write(List<WebhookDelivery> records, BooleanSupplier over) {
        return context.executeBlocking(() -> sendAll(records), true)
                .compose(sent -> Future.all(sent).<Void>mapEmpty())
                .recover(fault -> {
                    if (over.getAsBoolean()) {
                        return Future.failedFuture(fault);
                    }
                    log.atWarn()
                            .setMessage("webhook deliveries not recorded, trying again")
                            .addKeyValue(LogKey.ERROR, fault.toString())
                            .log();
                    return context.owner()
                            .timer(RETRY_MILLIS, TimeUnit.MILLISECONDS)
                            .compose(later -> write(records, over));
                });
    }

    /** Ends the producer; what was sent is awaited for a bounded time. */
    Future<Void> close() {
        return context.executeBlocking(
                () -> {
                    producer.close(Duration.ofSeconds(5));
                    return null;
                },
                true);
    }

    private List<Future<Void>> sendAll(List<WebhookDelivery> records) {
        List<Future<Void>> sent = new ArrayList<>(records.size());
        for (WebhookDelivery record : records) {
            Promise<Void> acknowledged = Promise.promise();
            producer.send(
                    new ProducerRecord<>(Topics.WEBHOOK_DELIVERIES.name(), record.getRoomSid(), record),
                    (metadata, fault) -> {
                        if (fault == null) {
                            acknowledged.complete();
                        } else {
                            acknowledged.fail(fault);
                        }
                    });
            sent.add(acknowledged.future());
        }
        return sent;
    }
}
