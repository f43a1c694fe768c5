package io.voxlog.infra.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaIT {
    @TempDir
    private Path folder;

    @Test
    void keepsRecordsAndClusterIdOverARestartOnTheSameFolder() throws Exception {
        String clusterId;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            clusterId = kafka.clusterId();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get(10, TimeUnit.SECONDS);
            }
            try (var producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", kafka.bootstrapServers()),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.send(new ProducerRecord<>("kept", "k", "v")).get(10, TimeUnit.SECONDS);
            }
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            assertThat(kafka.clusterId()).isEqualTo(clusterId);
            assertThat(values(kafka, "kept", 1)).containsExactly("v");
        }
    }

    @Test
    void namesAFixedPortThatIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder, taken.getLocalPort()))
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
    }

    @Test
    void saysThatAFolderIsUsedByAnotherBroker() {
        try (EmbeddedKafka first = EmbeddedKafka.start(folder)) {
            assertThat(first.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedKafka.start(folder))
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessageContainingAll(folder.toString(), "used by another process");
        }
    }

    @Test
    void saysThatAFolderCannotBeMade() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> EmbeddedKafka.start(file.resolve("data")))
                .isInstanceOf(EmbeddedKafkaException.class)
                .hasMessageContainingAll(file.toString(), "choose a folder that this user may write");
    }

    @Test
    void keepsAcknowledgedRecordsOverAKill() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerOwnerMain.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String clusterId;
        try (BufferedReader lines = owner.inputReader()) {
            clusterId = lines.readLine();
        } finally {
            owner.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            assertThat(kafka.clusterId()).isEqualTo(clusterId);
            assertThat(values(kafka, BrokerOwnerMain.TOPIC, BrokerOwnerMain.RECORDS))
                    .hasSize(BrokerOwnerMain.RECORDS)
                    .doesNotHaveDuplicates();
        }
    }

    private static List<String> values(EmbeddedKafka kafka, String topic, int count) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            List<String> values = new ArrayList<>();
            await().untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                assertThat(values).hasSizeGreaterThanOrEqualTo(count);
            });
            return values;
        }
    }
}
