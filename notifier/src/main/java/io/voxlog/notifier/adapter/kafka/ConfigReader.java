package io.voxlog.notifier.adapter.kafka;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.voxlog.notifier.subscription.Subscription;
import io.voxlog.notifier.subscription.Subscriptions;
import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.PollLoop;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.WebhookConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the subscriptions as the config topic has them: reads it from its start, and follows it. */
final class ConfigReader implements PollLoop.Handler<String, SpecificRecord> {
    private static final Logger log = LoggerFactory.getLogger(ConfigReader.class);
    private static final String PREFIX = "webhook/";

    private final RoleContext role;
    private final Context context;
    private final Subscriptions subscriptions;
    private final PollLoop<String, SpecificRecord> loop;
    private final Promise<Void> current = Promise.promise();

    /** Of the poll thread. */
    private boolean atEnd;

    private volatile boolean stopping;

    /** @param context on which the subscriptions are changed */
    ConfigReader(RoleContext role, Context context, Subscriptions subscriptions) {
        this.role = role;
        this.context = context;
        this.subscriptions = subscriptions;
        this.loop = new PollLoop<>(
                "notifier-config",
                new KafkaConsumer<>(
                        role.kafka().assignConsumer(role.workerId() + "-notifier-config"),
                        new StringDeserializer(),
                        role.serdes().deserializer()),
                this,
                1);
    }

    /** Completes on the context when the subscriptions are those of the topic's end. */
    Future<Void> start() {
        loop.startUnsubscribed();
        loop.call(ConfigReader::fromStart).whenComplete((assigned, fault) -> {
            if (fault != null) {
                failed(fault);
            }
        });
        return current.future();
    }

    Future<Void> stop() {
        stopping = true;
        loop.close();
        return Future.fromCompletionStage(loop.ended(), context);
    }

    @Override
    public void records(TopicPartition partition, List<ConsumerRecord<String, SpecificRecord>> records, Runnable done) {
        context.runOnContext(now -> {
            records.stream()
                    .filter(record -> record.key() != null && record.key().startsWith(PREFIX))
                    .forEach(this::apply);
            done.run();
        });
    }

    @Override
    public void polled(Consumer<String, SpecificRecord> consumer) {
        if (!atEnd && consumer.assignment().stream().allMatch(one -> isAtEnd(consumer, one))) {
            atEnd = true;
            context.runOnContext(now -> current.tryComplete());
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (!stopping) {
            role.onFatal().accept(cause);
        }
    }

    /** As far as the broker last said; false while it has said nothing. */
    static boolean isAtEnd(Consumer<?, ?> consumer, TopicPartition partition) {
        return consumer.currentLag(partition).orElse(1) == 0;
    }

    private static boolean fromStart(Consumer<String, SpecificRecord> consumer) {
        Set<TopicPartition> partitions = new HashSet<>();
        consumer.partitionsFor(Topics.CONFIG.name())
                .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return true;
    }

    private void apply(ConsumerRecord<String, SpecificRecord> record) {
        String name = record.key().substring(PREFIX.length());
        if (record.value() instanceof WebhookConfig config) {
            subscriptions.put(new Subscription(
                    name,
                    config.getUrl(),
                    config.getSecretRef(),
                    Set.copyOf(config.getEvents()),
                    config.getOrganizationId(),
                    config.getActive()));
        } else {
            subscriptions.remove(name);
        }
        log.atInfo()
                .setMessage(record.value() == null ? "webhook removed" : "webhook configured")
                .addKeyValue(LogKey.COMPONENT, name)
                .log();
    }
}
