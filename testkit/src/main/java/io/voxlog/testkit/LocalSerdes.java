package io.voxlog.testkit;

import io.voxlog.schemas.RecordSerdes;
import io.voxlog.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Serdes without a registry: Avro's single-object encoding (two marker bytes, the schema's 64-bit fingerprint, the
 * record), which knows the schemas of the catalogue as they are compiled. A null value stays null.
 */
public final class LocalSerdes implements RecordSerdes {
    /** Position of the fingerprint, which follows the two marker bytes. */
    private static final int FINGERPRINT_AT = 2;

    @Override
    public Serializer<SpecificRecord> serializer() {
        Map<Schema, BinaryMessageEncoder<SpecificRecord>> encoders = new HashMap<>();
        return (topic, value) -> value == null ? null : encode(encoders, value);
    }

    @Override
    public Deserializer<SpecificRecord> deserializer() {
        Map<Long, BinaryMessageDecoder<SpecificRecord>> decoders = new HashMap<>();
        Topics.all().stream()
                .flatMap(topic -> topic.schemas().stream())
                .forEach(schema -> decoders.put(
                        SchemaNormalization.parsingFingerprint64(schema),
                        new BinaryMessageDecoder<>(SpecificData.get(), schema)));
        return (topic, bytes) -> bytes == null ? null : decode(decoders, topic, bytes);
    }

    private static byte[] encode(Map<Schema, BinaryMessageEncoder<SpecificRecord>> encoders, SpecificRecord value) {
        try {
            ByteBuffer encoded = encoders.computeIfAbsent(
                            value.getSchema(), schema -> new BinaryMessageEncoder<>(SpecificData.get(), schema))
                    .encode(value);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode " + value.getSchema().getName(), e);
        }
    }

    private static @Nullable SpecificRecord decode(
            Map<Long, BinaryMessageDecoder<SpecificRecord>> decoders, String topic, byte[] bytes) {
        if (bytes.length < FINGERPRINT_AT + Long.BYTES) {
            throw new SerializationException("record of " + topic + " is too short for a schema fingerprint");
        }
        long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(FINGERPRINT_AT);
        BinaryMessageDecoder<SpecificRecord> decoder = decoders.get(fingerprint);
        if (decoder == null) {
            throw new SerializationException("record of " + topic + " has a schema that is not in the catalogue");
        }
        try {
            return decoder.decode(bytes);
        } catch (IOException e) {
            throw new SerializationException("cannot decode a record of " + topic, e);
        }
    }
}
