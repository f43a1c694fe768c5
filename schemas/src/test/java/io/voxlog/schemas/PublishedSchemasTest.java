package io.voxlog.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fails when a change of a record keeps this release from reading what an older one wrote. */
final class PublishedSchemasTest {
    private static final PublishedSchemas PUBLISHED = new PublishedSchemas(Path.of("src/test/resources/published"));
    private static final int SAMPLES = 50;

    static Stream<Schema> kinds() throws IOException {
        if (Boolean.getBoolean("voxlog.publish")) {
            PUBLISHED.publish(PublishedSchemas.current());
        }
        return PublishedSchemas.current().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyRecordIsPublishedAndReadsAllItsPublishedForms(Schema schema) throws IOException {
        assertThat(PUBLISHED.problems(List.of(schema))).isEmpty();
        for (Schema written : PUBLISHED.of(schema.getName())) {
            for (Object datum : new RandomData(written, SAMPLES, 7L)) {
                assertThatCode(() -> read(written, schema, write(written, datum)))
                        .as("a %s that was written as\n%s", schema.getName(), datum)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aNewFieldWithoutDefaultIsRefused(@TempDir Path folder) throws IOException {
        var published = new PublishedSchemas(folder);
        Schema first = SchemaBuilder.record("Thing").fields().requiredInt("x").endRecord();
        published.publish(List.of(first));
        assertThat(published.problems(List.of(first))).isEmpty();

        Schema broken = SchemaBuilder.record("Thing")
                .fields()
                .requiredInt("x")
                .requiredInt("y")
                .endRecord();
        published.publish(List.of(broken));

        assertThat(published.problems(List.of(broken)))
                .singleElement()
                .asString()
                .contains("Thing cannot read", "READER_FIELD_MISSING_DEFAULT_VALUE", "/fields/1", "Give new fields");
    }

    @Test
    void aFormThatIsNotPublishedIsRefusedWithTheCommandToRun(@TempDir Path folder) {
        Schema schema = SchemaBuilder.record("Thing").fields().requiredInt("x").endRecord();
        assertThat(new PublishedSchemas(folder).problems(List.of(schema)))
                .singleElement()
                .asString()
                .contains("Thing", "-Dvoxlog.publish=true");
    }

    private static byte[] write(Schema schema, Object datum) throws IOException {
        var out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(datum, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static SpecificRecord read(Schema written, Schema reader, byte[] bytes) throws IOException {
        return new SpecificDatumReader<SpecificRecord>(written, reader)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }
}
