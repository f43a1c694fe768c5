package io.voxlog.infra.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.voxlog.infra.kafka.EmbeddedKafka;
import io.voxlog.infra.postgres.EmbeddedPostgresConfig;
import io.voxlog.infra.postgres.EmbeddedPostgresServer;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.process.ChildProcesses;
import io.voxlog.schemas.ApicurioSerdes;
import io.voxlog.schemas.RoomJoined;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.registry.SchemaRegistration;
import io.voxlog.schemas.registry.SchemaStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class RegistryProcessIT {
    @TempDir
    static Path cache;

    @TempDir
    static Path folder;

    private static ChildProcesses children;
    private static EmbeddedPostgresServer postgres;
    private static RegistryProcess registry;

    @BeforeAll
    static void start() {
        children = ChildProcesses.open(folder, Duration.ZERO);
        postgres = EmbeddedPostgresServer.start(
                children, new EmbeddedPostgresConfig(folder.resolve("postgres"), cache, 0));
        registry = startRegistry(0);
    }

    @AfterAll
    static void stop() {
        children.close();
    }

    @Test
    void keepsItsSchemasOverARestart() {
        new SchemaRegistration(registry.url()).apply();
        int port = registry.port();

        registry.close();
        registry = startRegistry(port);

        assertThat(new SchemaRegistration(registry.url()).list())
                .isNotEmpty()
                .extracting(SchemaStatus::state)
                .containsOnly(SchemaStatus.State.PRESENT);
    }

    @Test
    void carriesRecordsThroughRegistryAndBroker(@TempDir Path kafkaFolder) throws Exception {
        new SchemaRegistration(registry.url()).apply();
        ApicurioSerdes serdes = ApicurioSerdes.connect(registry.url());
        RoomJoined joined = new RoomJoined("RM_1", "weekly", "agent-1", 1_700_000_000_000L);
        TopicPartition partition = new TopicPartition(Topics.LIVEKIT_AUDIO.name(), 0);
        try (EmbeddedKafka broker = EmbeddedKafka.start(kafkaFolder)) {
            KafkaSettings settings = KafkaSettings.of(broker.bootstrapServers());
            try (Admin admin = Admin.create(settings.admin("test-admin"))) {
                admin.createTopics(List.of(new NewTopic(partition.topic(), 1, (short) 1)))
                        .all()
                        .get();
            }
            try (Producer<String, SpecificRecord> producer = new KafkaProducer<>(
                    settings.liveProducer("test-producer"), new StringSerializer(), serdes.serializer())) {
                producer.send(new ProducerRecord<>(partition.topic(), "RM_1", joined))
                        .get();
            }
            try (Consumer<String, SpecificRecord> consumer = new KafkaConsumer<>(
                    settings.assignConsumer("test-consumer"), new StringDeserializer(), serdes.deserializer())) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    ConsumerRecords<String, SpecificRecord> records = consumer.poll(Duration.ofMillis(100));
                    assertThat(records)
                            .singleElement()
                            .satisfies(record -> assertThat(record.value()).isEqualTo(joined));
                });
            }
        }
    }

    @Test
    void namesTheSchemaThatBreaksReadersAndTakesAnOlderReleaseBack() {
        SchemaChecks.evolves(registry.url());
    }

    @Test
    void recordsAreReadByApicuriosOwnDeserializer() {
        SchemaChecks.areReadByApicuriosOwnDeserializer(registry.url());
    }

    @Test
    void endsWithAKilledOwner(@TempDir Path ownFolder) throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RegistryOwnerMain.class.getName(),
                        ownFolder.toString(),
                        cache.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long pid = registryPid(owner);
        assertThat(runs(pid)).isTrue();

        owner.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(10)).until(() -> !runs(pid));
        ChildProcesses.open(ownFolder, Duration.ZERO).close();
    }

    @Test
    void namesItsLogWhenItDoesNotComeUp(@TempDir Path ownFolder) {
        try (ChildProcesses own = ChildProcesses.open(ownFolder, Duration.ZERO)) {
            RegistryConfig config = new RegistryConfig(
                    ownFolder.resolve("registry"), cache, 0, postgres.settings().withDatabase("missing"));

            assertThatThrownBy(() -> RegistryProcess.start(own, config))
                    .isInstanceOf(RegistryProcessException.class)
                    .hasMessageContaining(ownFolder.resolve("registry.log").toString());
        }
    }

    private static RegistryProcess startRegistry(int port) {
        return RegistryProcess.start(
                children, new RegistryConfig(folder.resolve("registry"), cache, port, postgres.database("registry")));
    }

    private static long registryPid(Process owner) throws IOException {
        BufferedReader out = owner.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("registry ")) {
                return Long.parseLong(line.substring("registry ".length()));
            }
        }
        throw new AssertionError("the owner ended early");
    }

    /** An ended orphan may stay in the process table where nobody waits for it (state Z). */
    private static boolean runs(long pid) throws IOException {
        Path stat = Path.of("/proc/" + pid + "/stat");
        boolean zombie = Files.exists(stat) && Files.readString(stat).contains(") Z ");
        return !zombie && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
