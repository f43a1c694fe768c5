package io.voxlog.schemas;

import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import io.apicurio.registry.serde.avro.strategy.TopicRecordIdStrategy;
import io.apicurio.registry.serde.config.IdOption;
import io.apicurio.registry.serde.config.SerdeConfig;
import io.voxlog.schemas.registry.RegistryException;
import io.voxlog.schemas.registry.RegistryLookups;
import io.voxlog.schemas.registry.SpecificDatums;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Serdes on Apicurio Registry. A value is a zero byte, the content id of its schema (4 bytes, big-endian) and the
 * record in Avro's binary encoding, so that Apicurio's own serdes read it too. Schemas are never registered from here.
 * All schemas of the catalogue are looked up at {@link #connect}, which fails if one is not registered; later only a
 * record written with a schema of another release makes its reader ask the registry, once.
 */
public final class ApicurioSerdes implements RecordSerdes {
    /** Apicurio logs every schema it looks up at INFO. The field keeps the level from being collected. */
    private static final Logger RESOLVER_LOG = Logger.getLogger("DefaultSchemaResolver");

    private final RegistryLookups registry;

    private ApicurioSerdes(RegistryLookups registry) {
        this.registry = registry;
    }

    /**
     * Looks up all schemas of the catalogue; blocks, a few hundred milliseconds at most where the registry is well.
     *
     * @param registryUrl for instance {@code http://127.0.0.1:8081}
     * @throws RegistryException if the registry does not answer or lacks a schema
     */
    public static ApicurioSerdes connect(String registryUrl) {
        RESOLVER_LOG.setLevel(Level.WARNING);
        RegistryLookups registry = new RegistryLookups(registryUrl);
        registry.load();
        return new ApicurioSerdes(registry);
    }

    @Override
    public Serializer<SpecificRecord> serializer() {
        AvroKafkaSerializer<SpecificRecord> avro = new AvroKafkaSerializer<>(registry);
        avro.configure(config(), false);
        return new Writing(avro);
    }

    @Override
    public Deserializer<SpecificRecord> deserializer() {
        AvroKafkaDeserializer<SpecificRecord> avro = new AvroKafkaDeserializer<>(registry);
        avro.configure(config(), false);
        return new Reading(avro);
    }

    private static Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>();
        config.put(SchemaResolverConfig.AUTO_REGISTER_ARTIFACT, false);
        config.put(SchemaResolverConfig.FIND_LATEST_ARTIFACT, false);
        config.put(SchemaResolverConfig.DEREFERENCE_SCHEMA, true);
        config.put(SchemaResolverConfig.RETRY_COUNT, 0L);
        // Ids and contents never change.
        config.put(SchemaResolverConfig.CHECK_PERIOD_MS, Duration.ofDays(365));
        config.put(SerdeConfig.ARTIFACT_RESOLVER_STRATEGY, TopicRecordIdStrategy.class);
        config.put(SerdeConfig.USE_ID, IdOption.contentId.name());
        config.put(AvroSerdeConfig.USE_SPECIFIC_AVRO_READER, true);
        config.put(AvroSerdeConfig.AVRO_DATUM_PROVIDER, SpecificDatums.class);
        return config;
    }

    private static SerializationException failure(String what, String topic, RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryException) {
                return new SerializationException("cannot " + what + " " + topic + ": " + cause.getMessage(), e);
            }
        }
        return new SerializationException("cannot " + what + " " + topic + ": " + e.getMessage(), e);
    }

    /** Calls without headers, so that Apicurio does not add one to every record. */
    private record Writing(AvroKafkaSerializer<SpecificRecord> avro) implements Serializer<SpecificRecord> {
        @Override
        @SuppressWarnings("NullAway") // Kafka's tombstones
        public byte[] serialize(String topic, @Nullable SpecificRecord value) {
            if (value == null) {
                return null;
            }
            try {
                return avro.serialize(topic, value);
            } catch (RuntimeException e) {
                throw failure("write a " + value.getSchema().getName() + " to", topic, e);
            }
        }

        @Override
        public void close() {
            avro.close();
        }
    }

    private record Reading(AvroKafkaDeserializer<SpecificRecord> avro) implements Deserializer<SpecificRecord> {
        @Override
        @SuppressWarnings("NullAway") // Kafka's tombstones
        public SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
            if (bytes == null) {
                return null;
            }
            try {
                return avro.deserialize(topic, bytes);
            } catch (RuntimeException e) {
                throw failure("read a record of", topic, e);
            }
        }

        @Override
        public void close() {
            avro.close();
        }
    }
}
