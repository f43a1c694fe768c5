package io.voxlog.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.schemas.RoomJoined;
import io.voxlog.schemas.RoomPartitioner;
import io.voxlog.schemas.Topics;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class EmbeddedClusterIT {
    private static final String AUDIO = Topics.LIVEKIT_AUDIO.name();

    @Test
    void recordsComeBackTypedAndSurviveARestart() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start();
                KafkaProducer<String, SpecificRecord> producer = cluster.producer()) {
            var joined = new RoomJoined("RM_1", "weekly", "agent-1", 1_700_000_000_000L);
            producer.send(new ProducerRecord<>(AUDIO, "RM_1", joined)).get(10, TimeUnit.SECONDS);

            cluster.restart();
            producer.send(new ProducerRecord<>(AUDIO, "RM_1", joined)).get(10, TimeUnit.SECONDS);

            assertThat(cluster.reader().readAll(Topics.LIVEKIT_AUDIO))
                    .hasSize(2)
                    .allSatisfy(record -> {
                        assertThat(record.value()).isEqualTo(joined);
                        assertThat(record.partition())
                                .isEqualTo(RoomPartitioner.partition("RM_1", EmbeddedCluster.PARTITIONS));
                    });
        }
    }

    @Test
    void readerHidesWhatIsNotCommittedUnlessAsked() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(1)) {
            var producer = new KafkaProducer<>(
                    cluster.settings().recordProducer("t", "t"),
                    new org.apache.kafka.common.serialization.StringSerializer(),
                    cluster.serdes().serializer());
            try (producer) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(AUDIO, "RM_1", new RoomJoined("RM_1", "n", "aborted", 0L)))
                        .get(10, TimeUnit.SECONDS);
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(AUDIO, "RM_1", new RoomJoined("RM_1", "n", "committed", 0L)));
                producer.commitTransaction();

                assertThat(cluster.reader().values(Topics.LIVEKIT_AUDIO, RoomJoined.class))
                        .extracting(RoomJoined::getAgent)
                        .containsExactly("committed");
                assertThat(cluster.reader().readAll(AUDIO, false)).hasSize(2);
            }
        }
    }
}
