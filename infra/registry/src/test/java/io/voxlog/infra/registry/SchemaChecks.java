package io.voxlog.infra.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.voxlog.schemas.ApicurioSerdes;
import io.voxlog.schemas.RoomJoined;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.registry.CatalogueSchema;
import io.voxlog.schemas.registry.SchemaRegistration;
import io.voxlog.schemas.registry.SchemaStatus;
import io.voxlog.schemas.registry.SchemaStatus.State;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/** What the serdes and the registration must do against a real registry. */
final class SchemaChecks {
    private SchemaChecks() {}

    /** Registers a good change, then a bad one, then goes back to the first form. */
    static void evolves(String url) {
        Schema first = thing().requiredString("a").endRecord();
        Schema compatible = thing().requiredString("a").optionalString("b").endRecord();
        Schema breaking = thing().requiredString("a").requiredInt("c").endRecord();

        assertThat(apply(url, first).state()).isEqualTo(State.REGISTERED);
        assertThat(apply(url, first).state()).isEqualTo(State.PRESENT);
        assertThat(apply(url, compatible).version()).isEqualTo("2");
        assertThatThrownBy(() -> apply(url, breaking))
                .hasMessageContainingAll(
                        "things-Thing", "READER_FIELD_MISSING_DEFAULT_VALUE", "/fields/1", "Give new fields a default");
        assertThat(apply(url, first))
                .isEqualTo(new SchemaStatus(
                        new CatalogueSchema("things", first),
                        State.PRESENT,
                        "1",
                        apply(url, first).contentId()));
    }

    /** Any program with Apicurio's own deserializer reads what Voxlog writes. */
    static void areReadByApicuriosOwnDeserializer(String url) {
        new SchemaRegistration(url).apply();
        String topic = Topics.LIVEKIT_AUDIO.name();
        try (Serializer<SpecificRecord> ours = ApicurioSerdes.connect(url).serializer();
                AvroKafkaDeserializer<GenericRecord> theirs = new AvroKafkaDeserializer<>()) {
            theirs.configure(Map.of(SchemaResolverConfig.REGISTRY_URL, url), false);
            byte[] bytes = ours.serialize(topic, new RoomJoined("RM_1", "weekly", "agent-1", 5L));
            assertThat(bytes).startsWith(0);
            assertThat(theirs.deserialize(topic, bytes).get("roomName")).hasToString("weekly");
        }
    }

    private static SchemaBuilder.FieldAssembler<Schema> thing() {
        return SchemaBuilder.record("Thing").namespace("it.evolution").fields();
    }

    private static SchemaStatus apply(String url, Schema schema) {
        return new SchemaRegistration(url, List.of(new CatalogueSchema("things", schema)))
                .apply()
                .get(0);
    }
}
