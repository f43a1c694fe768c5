package io.voxlog.notifier.adapter.kafka;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.voxlog.notifier.NotifierConfig;
import io.voxlog.notifier.delivery.DeliveryQueue;
import io.voxlog.notifier.delivery.Sender;
import io.voxlog.notifier.subscription.Subscriptions;
import io.voxlog.runtime.PollLoop;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.WebhookDelivery;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Turns what happened into deliveries. Partition p of the sources and of the journal belong together: what happens in p
 * is recorded in p, and the group's range assignor gives all three to one member. A source waits until its journal has
 * been read to the end and the subscriptions are known; then each of its records is committed once the deliveries that
 * follow from it are in the journal. From there the {@link Dispatcher} makes the attempts.
 *
 * <p>The committed offset of a journal partition is that of the oldest delivery still owed: a new owner reads from
 * there and knows all.
 */
public final class Notifier implements PollLoop.Handler<String, SpecificRecord> {
    /** The consumer group. */
    public static final String GROUP = "voxlog-notifier";

    private static final String JOURNAL = Topics.WEBHOOK_DELIVERIES.name();
    private static final Duration STOP_BOUND = Duration.ofSeconds(8);

    private final RoleContext role;
    private final Context context;
    private final DeliveryQueue queue;
    private final Sender sender;
    private final Journal journal;
    private final ConfigReader config;
    private final Planner planner;
    private final Dispatcher dispatcher;
    private final Commits commits = new Commits();
    private final PollLoop<String, SpecificRecord> loop;

    /** Of the context: lanes whose journal has been read to its end, and what is being recorded. */
    private final Set<Integer> current = new HashSet<>();

    private final Map<TopicPartition, SourceBatch> batches = new HashMap<>();
    private final Map<TopicPartition, Long> recorded = new HashMap<>();
    private boolean configured;

    /** Of the poll thread: partitions of the journal that have not been read to their end. */
    private final Set<TopicPartition> behind = new HashSet<>();

    private volatile boolean stopping;

    public Notifier(RoleContext role, NotifierConfig settings, Sender sender) {
        this.role = role;
        this.context = role.vertx().getOrCreateContext();
        this.sender = sender;
        this.queue = new DeliveryQueue(settings.concurrency());
        this.journal = new Journal(role, context);
        Subscriptions subscriptions = new Subscriptions();
        this.config = new ConfigReader(role, context, subscriptions);
        this.planner = new Planner(role.clock(), settings, queue, subscriptions);
        this.dispatcher = new Dispatcher(role, context, queue, subscriptions, sender, journal, settings.retries());
        Map<String, Object> consumer = role.kafka().groupConsumer(role.workerId() + "-notifier", GROUP);
        consumer.put("group.remote.assignor", "range");
        this.loop = new PollLoop<>(
                "notifier-poll",
                new KafkaConsumer<>(
                        consumer, new StringDeserializer(), role.serdes().deserializer()),
                this,
                1);
    }

    /** Joins the group; completes at once. */
    public Future<Void> start() {
        config.start().onSuccess(known -> {
            configured = true;
            dispatcher.start();
            recordAll();
        });
        loop.subscribe(List.of(Topics.TRANSCRIPTS.name(), Topics.ANALYSIS_RESULTS.name(), JOURNAL));
        return Future.succeededFuture();
    }

    /** Lets the attempts under way end, within a bound, and leaves the group with all commits made. */
    public Future<Void> stop() {
        stopping = true;
        return Future.future(stopped -> context.runOnContext(now -> dispatcher
                .stop()
                .timeout(STOP_BOUND.toMillis(), TimeUnit.MILLISECONDS)
                .transform(idle -> {
                    loop.close();
                    return Future.fromCompletionStage(loop.ended(), context);
                })
                .transform(left -> config.stop())
                .transform(ended -> journal.close())
                .transform(ended -> Future.fromCompletionStage(sender.close(), context))
                .onComplete(stopped)));
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions, Consumer<String, SpecificRecord> consumer) {
        List<TopicPartition> journals =
                partitions.stream().filter(Notifier::isJournal).toList();
        behind.addAll(journals);
        context.runOnContext(now -> journals.forEach(one -> queue.open(one.partition())));
    }

    @Override
    public void revoked(Collection<TopicPartition> partitions, Consumer<String, SpecificRecord> consumer) {
        commits.now(partitions, consumer);
        lost(partitions);
    }

    @Override
    public void lost(Collection<TopicPartition> partitions) {
        List<TopicPartition> gone = List.copyOf(partitions);
        gone.forEach(behind::remove);
        context.runOnContext(now -> gone.forEach(this::drop));
    }

    @Override
    public void records(TopicPartition partition, List<ConsumerRecord<String, SpecificRecord>> records, Runnable done) {
        context.runOnContext(now -> {
            if (isJournal(partition)) {
                records.forEach(this::apply);
                done.run();
                publish(partition.partition());
                dispatcher.wake();
            } else {
                SourceBatch batch = new SourceBatch(partition, records, done);
                batches.put(partition, batch);
                record(batch);
            }
        });
    }

    @Override
    public void polled(Consumer<String, SpecificRecord> consumer) {
        behind.removeIf(partition -> {
            boolean atEnd = ConfigReader.isAtEnd(consumer, partition);
            if (atEnd) {
                long offset = consumer.position(partition);
                context.runOnContext(now -> readToEnd(partition.partition(), offset));
            }
            return atEnd;
        });
        commits.sometimes(consumer);
    }

    @Override
    public void failed(Throwable cause) {
        if (!stopping) {
            role.onFatal().accept(cause);
        }
    }

    private static boolean isJournal(TopicPartition partition) {
        return partition.topic().equals(JOURNAL);
    }

    private void apply(ConsumerRecord<String, SpecificRecord> record) {
        if (record.value() instanceof WebhookDelivery delivery) {
            queue.apply(record.partition(), record.offset(), DeliveryRecords.entry(delivery));
        }
    }

    /** Called after the batches that were read before. */
    private void readToEnd(int lane, long offset) {
        if (queue.isOpen(lane)) {
            queue.appliedTo(lane, offset);
            current.add(lane);
            recordAll();
        }
    }

    private void drop(TopicPartition partition) {
        commits.remove(partition);
        if (isJournal(partition)) {
            queue.close(partition.partition());
            current.remove(partition.partition());
        } else {
            recorded.remove(partition);
            SourceBatch batch = batches.remove(partition);
            if (batch != null) {
                batch.end();
            }
        }
    }

    private void recordAll() {
        List.copyOf(batches.values()).forEach(this::record);
    }

    private void record(SourceBatch batch) {
        int lane = batch.partition().partition();
        if (batch.begun() || !configured || !current.contains(lane)) {
            return;
        }
        batch.begin(queue.nextOffset(lane));
        List<WebhookDelivery> plan = planner.plan(lane, batch.records());
        Future<Void> written = plan.isEmpty()
                ? Future.succeededFuture()
                : journal.write(plan, () -> stopping || batches.get(batch.partition()) != batch);
        written.onSuccess(all -> {
            if (batches.remove(batch.partition(), batch)) {
                recorded.put(batch.partition(), batch.next());
                publish(lane);
                batch.end();
            }
        });
    }

    /** What may be committed of a lane: sources that are in the journal, and the journal from where it is needed. */
    private void publish(int lane) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        recorded.forEach((partition, next) -> {
            if (partition.partition() == lane) {
                offsets.put(partition, next);
            }
        });
        if (current.contains(lane)) {
            long underWay = batches.values().stream()
                    .filter(batch -> batch.partition().partition() == lane && batch.begun())
                    .mapToLong(SourceBatch::journalFrom)
                    .min()
                    .orElse(Long.MAX_VALUE);
            offsets.put(new TopicPartition(JOURNAL, lane), Math.min(underWay, queue.neededFrom(lane)));
        }
        commits.offer(offsets);
    }
}
