package io.voxlog.runtime.worker;

import io.voxlog.runtime.KafkaSettings;
import io.voxlog.schemas.RecordSerdes;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The topic {@code workers}, as one worker writes it and reads what others write under its name. Confined to one
 * thread, which it blocks, some seconds at most.
 */
final class WorkerLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final String workerId;
    private final Producer<String, SpecificRecord> producer;
    private final Consumer<String, SpecificRecord> consumer;
    private final Set<TopicPartition> partitions;

    /** Made at the end of the topic: what stands in it is of no interest. */
    WorkerLog(KafkaSettings kafka, RecordSerdes serdes, String workerId) {
        this.workerId = workerId;
        String clientId = "voxlog-worker-" + workerId;
        this.producer = new KafkaProducer<>(kafka.liveProducer(clientId), new StringSerializer(), serdes.serializer());
        Map<String, Object> reading = kafka.assignConsumer(clientId);
        reading.put("auto.offset.reset", "latest");
        this.consumer = new KafkaConsumer<>(reading, new StringDeserializer(), serdes.deserializer());
        try {
            this.partitions = atTheEnd(consumer);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Set<TopicPartition> atTheEnd(Consumer<String, SpecificRecord> consumer) {
        Set<TopicPartition> partitions = consumer.partitionsFor(Topics.WORKERS.name(), PATIENCE).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(partition -> consumer.position(partition, PATIENCE));
        return partitions;
    }

    /** Stores the record and returns when it is acknowledged. */
    void write(Worker record) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(Topics.WORKERS.name(), workerId, record))
                    .get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the worker's record is not acknowledged", e);
        }
    }

    /** What was written under this name since the last look, by whomever. */
    List<Worker> news() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        List<Worker> found = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())
                && System.nanoTime() - deadline < 0) {
            for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(POLL)) {
                if (workerId.equals(record.key()) && record.value() instanceof Worker worker) {
                    found.add(worker);
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        producer.close(CLOSE);
        consumer.close(CloseOptions.timeout(CLOSE));
    }
}
