package io.voxlog.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.voxlog.infra.postgres.EmbeddedPostgresConfig;
import io.voxlog.infra.postgres.EmbeddedPostgresServer;
import io.voxlog.monitor.adapter.kafka.LogProjector;
import io.voxlog.runtime.RoleContext;
import io.voxlog.runtime.process.ChildProcesses;
import io.voxlog.testkit.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A cluster, a Postgres and a monitor between them. */
final class MonitorFixture implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(30);

    private final Path folder;
    private final EmbeddedCluster cluster = EmbeddedCluster.start();
    private final Vertx vertx = Vertx.vertx();
    private final ChildProcesses children;
    private final KafkaProducer<String, SpecificRecord> producer = cluster.producer();
    private final List<Throwable> fatal = new CopyOnWriteArrayList<>();
    private final TableDump tables;
    private EmbeddedPostgresServer postgres;
    private @Nullable MonitorRole monitor;

    MonitorFixture(Path folder) {
        this.folder = folder;
        this.children = ChildProcesses.open(folder, Duration.ZERO);
        this.postgres = postgresAt(0);
        this.tables = new TableDump(postgres.settings());
    }

    EmbeddedCluster cluster() {
        return cluster;
    }

    Vertx vertx() {
        return vertx;
    }

    EmbeddedPostgresServer postgres() {
        return postgres;
    }

    TableDump tables() {
        return tables;
    }

    List<Throwable> fatal() {
        return fatal;
    }

    /** Starts Postgres again where it was. */
    void restartPostgres(int port) {
        postgres = postgresAt(port);
    }

    RoleContext context(String workerId) {
        return new RoleContext(
                vertx,
                cluster.settings(),
                cluster.serdes(),
                Clock.systemUTC(),
                workerId,
                new SimpleMeterRegistry(),
                fatal::add);
    }

    void startMonitor() throws Exception {
        MonitorRole started = new MonitorRole(context("worker-1"), MonitorConfig.of(postgres.settings()));
        monitor = started;
        started.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    void stopMonitor() throws Exception {
        Objects.requireNonNull(monitor, "not started")
                .stop()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @SafeVarargs
    final void send(ProducerRecord<String, SpecificRecord>... records) {
        for (ProducerRecord<String, SpecificRecord> record : records) {
            producer.send(record);
        }
    }

    /** Waits until the group's offsets are at the end of every topic, which is after the rows. */
    void awaitProjected() throws Exception {
        producer.flush();
        Map<TopicPartition, Long> ends = ends();
        await().atMost(BOUND).untilAsserted(() -> assertThat(committed()).containsAllEntriesOf(ends));
    }

    /** Only an empty group can be reset. */
    void resetOffsets() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> zero = committed().keySet().stream()
                .collect(Collectors.toMap(partition -> partition, partition -> new OffsetAndMetadata(0)));
        await().atMost(BOUND).ignoreExceptions().until(() -> {
            cluster.admin()
                    .alterConsumerGroupOffsets(LogProjector.GROUP, zero)
                    .all()
                    .get();
            return true;
        });
    }

    @Override
    public void close() {
        producer.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        children.close();
        cluster.close();
    }

    private EmbeddedPostgresServer postgresAt(int port) {
        return EmbeddedPostgresServer.start(
                children, new EmbeddedPostgresConfig(folder.resolve("postgres"), folder.resolve("cache"), port));
    }

    private Map<TopicPartition, Long> ends() throws Exception {
        Map<TopicPartition, OffsetSpec> query = new HashMap<>();
        cluster.admin()
                .describeTopics(LogProjector.topics())
                .allTopicNames()
                .get()
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(partition ->
                                query.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        return cluster.admin().listOffsets(query).all().get().entrySet().stream()
                .filter(end -> end.getValue().offset() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private Map<TopicPartition, Long> committed() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = cluster.admin()
                .listConsumerGroupOffsets(LogProjector.GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }
}
