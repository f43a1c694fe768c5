package io.voxlog.schemas.registry;

import io.apicurio.registry.serde.avro.AvroDatumProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writers and readers of generated classes, one per schema object. Apicurio's own provider computes the fingerprint of
 * the schema for every record, which costs more than encoding an audio packet. Apicurio makes instances by reflection.
 */
public final class SpecificDatums implements AvroDatumProvider<SpecificRecord> {
    private final Map<Schema, DatumWriter<SpecificRecord>> writers = new ConcurrentHashMap<>();
    private final Map<Schema, DatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

    @Override
    public DatumWriter<SpecificRecord> createDatumWriter(SpecificRecord data, Schema schema) {
        return writers.computeIfAbsent(schema, key -> new SpecificDatumWriter<>(key));
    }

    @Override
    public DatumReader<SpecificRecord> createDatumReader(Schema written) {
        return readers.computeIfAbsent(written, schema -> new SpecificDatumReader<>(schema, generated(schema)));
    }

    @Override
    public Schema toSchema(SpecificRecord data) {
        return data.getSchema();
    }

    private static Schema generated(Schema written) {
        Class<?> type = SpecificData.get().getClass(written);
        if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("this release has no class for records of " + written.getFullName());
        }
        return SpecificData.get().getSchema(type);
    }
}
