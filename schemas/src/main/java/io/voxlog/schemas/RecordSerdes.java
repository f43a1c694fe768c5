package io.voxlog.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How records of the catalogue become bytes. Each call makes a new serializer or deserializer, owned by the caller, who
 * closes it (Kafka clients close theirs).
 */
public interface RecordSerdes {
    /** A serializer for the records of any catalogue topic. */
    Serializer<SpecificRecord> serializer();

    /** A deserializer that gives the generated class of whatever record the bytes hold. */
    Deserializer<SpecificRecord> deserializer();

    /** A serde for a topic with one kind of record, or {@code SpecificRecord} for several. */
    @SuppressWarnings("unchecked")
    default <T extends SpecificRecord> Serde<T> serde() {
        return (Serde<T>) Serdes.serdeFrom(serializer(), deserializer());
    }
}
