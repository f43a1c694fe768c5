package io.voxlog.monitor.adapter.kafka;

import io.voxlog.monitor.config.ConfigEntries;
import io.voxlog.monitor.config.ConfigEntry;
import io.voxlog.monitor.config.ConfigKey;
import io.voxlog.monitor.config.ConfigUnavailableException;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.LogKey;
import io.voxlog.schemas.RecordSerdes;
import io.voxlog.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration as the topic {@code config} holds it. Every call looks at the topic's end first, so it sees what
 * any process wrote before. Of two writers of one entry at the same time the later one wins. Thread-safe; every call
 * blocks, some milliseconds as a rule and [10 s] at most, and throws {@link ConfigUnavailableException} if the log is
 * not reached.
 */
public final class ConfigLog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConfigLog.class);
    private static final String TOPIC = Topics.CONFIG.name();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaProducer<String, SpecificRecord> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<SpecificRecord> deserializer;
    private final Map<String, ConfigEntry> entries = new TreeMap<>();

    private ConfigLog(KafkaSettings kafka, RecordSerdes serdes) {
        this.producer =
                new KafkaProducer<>(kafka.liveProducer("voxlog-config"), new StringSerializer(), serdes.serializer());
        this.consumer = new KafkaConsumer<>(
                kafka.assignConsumer("voxlog-config"), new StringDeserializer(), new ByteArrayDeserializer());
        this.deserializer = serdes.deserializer();
    }

    /** Makes the clients; the log is first reached by a call. The caller closes it. */
    public static ConfigLog open(KafkaSettings kafka, RecordSerdes serdes) {
        ConfigLog opened = new ConfigLog(kafka, serdes);
        opened.consumer.assign(List.of(PARTITION));
        opened.consumer.seekToBeginning(List.of(PARTITION));
        return opened;
    }

    /** All entries, by key. */
    public synchronized List<ConfigEntry> list() {
        return reached("read", () -> {
            catchUp();
            return List.copyOf(entries.values());
        });
    }

    /** One entry. */
    public synchronized Optional<ConfigEntry> get(ConfigKey key) {
        return list().stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    /**
     * Writes an entry with these fields and no others.
     *
     * @param fields as {@link ConfigEntry#fields()} has them; {@code settings} may be JSON text
     * @throws io.voxlog.monitor.config.BadConfigException if it cannot be taken; nothing is written then
     */
    public ConfigEntry put(ConfigKey key, Map<String, ?> fields) {
        return write(ConfigEntries.parse(key, ConfigRecords.decoded(fields)));
    }

    /**
     * Changes these fields of an entry and leaves the others as they are; makes the entry if there is none.
     *
     * @throws io.voxlog.monitor.config.BadConfigException if it cannot be taken; nothing is written then
     */
    public synchronized ConfigEntry change(ConfigKey key, Map<String, ?> fields) {
        Map<String, ?> decoded = ConfigRecords.decoded(fields);
        return write(get(key).map(before -> ConfigEntries.change(before, decoded))
                .orElseGet(() -> ConfigEntries.parse(key, decoded)));
    }

    /** Removes an entry; false if there was none. */
    public synchronized boolean delete(ConfigKey key) {
        boolean there = get(key).isPresent();
        if (there) {
            send(key, null);
        }
        return there;
    }

    @Override
    public synchronized void close() {
        producer.close(BOUND);
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        deserializer.close();
    }

    private ConfigEntry write(ConfigEntry entry) {
        send(entry.key(), ConfigRecords.record(entry));
        return entry;
    }

    private void send(ConfigKey key, @Nullable SpecificRecord value) {
        reached("written", () -> {
            try {
                return producer.send(new ProducerRecord<>(TOPIC, key.toString(), value))
                        .get(BOUND.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new KafkaException(e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted", e);
            }
        });
    }

    private void catchUp() {
        long end = consumer.endOffsets(List.of(PARTITION), BOUND).getOrDefault(PARTITION, 0L);
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (consumer.position(PARTITION, BOUND) < end) {
            if (System.nanoTime() - deadline > 0) {
                throw new KafkaException("its end was not reached within " + BOUND.toSeconds() + " s");
            }
            consumer.poll(POLL).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            entries.remove(record.key());
            return;
        }
        try {
            entries.put(
                    record.key(), ConfigRecords.entry(record.key(), deserializer.deserialize(TOPIC, record.value())));
        } catch (SerializationException | IllegalArgumentException e) {
            entries.remove(record.key());
            log.atWarn()
                    .setMessage("entry of the configuration cannot be used")
                    .addKeyValue(LogKey.TOPIC, TOPIC)
                    .addKeyValue(LogKey.OFFSET, record.offset())
                    .addKeyValue(LogKey.ERROR, e.getMessage())
                    .log();
        }
    }

    private static <T> T reached(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (KafkaException e) {
            throw new ConfigUnavailableException(
                    "the configuration cannot be " + what + ": the topic " + TOPIC + " is not reached", e);
        }
    }
}
