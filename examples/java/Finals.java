import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints every final of transcript.finals: position in the room, speaker, text. Uses Kafka's client and Apicurio's
 * deserializer and nothing of Voxlog.
 *
 * <p>Usage: {@code java -cp 'app/target/lib/*' examples/java/Finals.java BROKERS REGISTRY_API [GROUP] [--until-end]}
 */
public final class Finals {
    private static final double TICKS_PER_SECOND = 48_000;

    public static void main(String[] args) {
        String group = args.length > 2 ? args[2] : "example-finals";
        boolean untilEnd = List.of(args).contains("--until-end");
        Map<String, Object> config = Map.of(
                "bootstrap.servers", args[0],
                "apicurio.registry.url", args[1],
                "group.id", group,
                "group.protocol", "consumer",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", false,
                "isolation.level", "read_committed"); // finals are written in transactions

        AvroKafkaDeserializer<GenericRecord> values = new AvroKafkaDeserializer<>();
        values.configure(config, false);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), values)) {
            consumer.subscribe(List.of("transcript.finals"));
            do {
                for (ConsumerRecord<String, GenericRecord> record : consumer.poll(Duration.ofMillis(200))) {
                    print(record.value());
                }
                consumer.commitAsync(); // after the work: at least once
            } while (!(untilEnd && atEnd(consumer)));
        }
    }

    private static void print(GenericRecord record) {
        // The other kind, TrackTranscribed, ends a track.
        if (record.getSchema().getName().equals("TranscriptFinal")) {
            double start = (long) record.get("startTicks") / TICKS_PER_SECOND; // seconds since the room's start
            System.out.printf(
                    "%s %.3f %s: %s%n", record.get("roomSid"), start, record.get("participantIdentity"), record.get("text"));
        }
    }

    private static boolean atEnd(KafkaConsumer<?, ?> consumer) {
        var partitions = consumer.assignment();
        return !partitions.isEmpty()
                && partitions.stream().allMatch(one -> consumer.currentLag(one).orElse(1) == 0);
    }
}
