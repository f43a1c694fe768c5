package io.voxlog.testkit;

import io.voxlog.infra.kafka.EmbeddedKafka;
import io.voxlog.infra.kafka.TopicPlan;
import io.voxlog.infra.kafka.TopicProvisioner;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.file.FolderTree;
import io.voxlog.schemas.RecordSerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A broker in the process with all of Voxlog's topics, in a temporary folder that goes when it is closed.
 *
 * <p>{@link #start()} gives a cluster of one's own: for a role under test, whose groups read whole topics.
 * {@link #shared()} gives one per JVM that is never closed by tests: quicker, for tests that read and write rooms with
 * names of their own.
 */
public final class EmbeddedCluster implements AutoCloseable {
    /** Partitions of each room topic, unless another number is asked for. */
    public static final int PARTITIONS = 4;

    private static @Nullable EmbeddedCluster shared;

    private final Path folder;
    private final RecordSerdes serdes = new LocalSerdes();
    private EmbeddedKafka kafka;
    private final KafkaSettings settings;
    private final Admin admin;

    private EmbeddedCluster(Path folder, EmbeddedKafka kafka) {
        this.folder = folder;
        this.kafka = kafka;
        this.settings = KafkaSettings.of(kafka.bootstrapServers());
        this.admin = Admin.create(settings.admin("testkit-admin"));
    }

    /** A new cluster with {@link #PARTITIONS} partitions per room topic. */
    public static EmbeddedCluster start() {
        return start(PARTITIONS);
    }

    /** A new cluster with this many partitions per room topic; returns when all topics can be used. */
    public static EmbeddedCluster start(int partitions) {
        Path folder = temporaryFolder();
        EmbeddedCluster cluster = new EmbeddedCluster(folder, EmbeddedKafka.start(folder));
        try {
            new TopicProvisioner(cluster.admin, TopicPlan.load(partitions)).apply();
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /** The cluster that all tests of this JVM share; it ends with the JVM. Do not close it. */
    public static synchronized EmbeddedCluster shared() {
        EmbeddedCluster cluster = shared;
        if (cluster == null) {
            cluster = start();
            shared = cluster;
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "testkit-cluster-close"));
        }
        return cluster;
    }

    /** How clients reach the cluster; stays the same over {@link #restart()}. */
    public KafkaSettings settings() {
        return settings;
    }

    /** Serdes that need no registry. */
    public RecordSerdes serdes() {
        return serdes;
    }

    /** Owned by the cluster; do not close it. */
    public Admin admin() {
        return admin;
    }

    /** Reads whole topics. */
    public TopicReader reader() {
        return new TopicReader(settings, serdes);
    }

    /** A live-lane producer; the caller closes it. */
    public KafkaProducer<String, SpecificRecord> producer() {
        return new KafkaProducer<>(
                settings.liveProducer("testkit-producer"), new StringSerializer(), serdes.serializer());
    }

    /** Stops the broker, so that clients find nobody; {@link #resume()} brings it back with its records. */
    public synchronized void pause() {
        kafka.close();
    }

    /** Starts the broker again on the same folder and port after {@link #pause()}. */
    public synchronized void resume() {
        kafka = EmbeddedKafka.start(folder, kafka.port());
    }

    /** Stops the broker and starts it again on the same folder and port. */
    public void restart() {
        pause();
        resume();
    }

    @Override
    public synchronized void close() {
        admin.close(java.time.Duration.ZERO);
        kafka.close();
        delete(folder);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("voxlog-kafka-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }

    private static void delete(Path folder) {
        try {
            FolderTree.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
