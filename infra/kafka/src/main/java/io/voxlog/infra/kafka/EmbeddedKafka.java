package io.voxlog.infra.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.fault.FaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A Kafka broker and KRaft controller inside this process, with the settings of {@link BrokerSettings}, listening on
 * the loopback address only. Everything it knows is in one data folder: a start on the same folder finds the same
 * cluster id and all records, after {@link #close()} as after a kill. The port may differ from start to start.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final String BROKER = "BROKER";
    private static final String CONTROLLER = "CONTROLLER";
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    private final int port;
    private final String clusterId;
    private final LoopbackSockets sockets;
    private final FolderLock lock;
    private final BrokerServer broker;
    private final ControllerServer controller;
    private final CompletableFuture<Throwable> fault;
    private boolean closed;

    private EmbeddedKafka(KafkaConfig config, FolderLock lock, LoopbackSockets sockets, int port) {
        this.lock = lock;
        this.sockets = sockets;
        this.port = port;
        this.fault = new CompletableFuture<>();
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> stored =
                KafkaRaftServer.initializeLogDirs(config, LOG, "[embedded kafka] ");
        this.clusterId = stored._1().clusterId().orElseThrow();
        SharedServer shared = new SharedServer(
                config,
                stored._1(),
                Time.SYSTEM,
                new Metrics(),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                (name, fatal, action) -> faultHandler(name, fatal, action, fault),
                sockets);
        this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), stored._2());
        this.broker = new BrokerServer(shared);
    }

    /** Starts on a free port. */
    public static EmbeddedKafka start(Path dataFolder) {
        return start(dataFolder, 0);
    }

    /**
     * Starts and waits until clients can connect.
     *
     * @param dataFolder made and formatted if it does not exist
     * @param port of the clients' listener; 0 means any free one
     * @throws EmbeddedKafkaException if the port is in use or the folder cannot be used
     */
    public static EmbeddedKafka start(Path dataFolder, int port) {
        FolderLock lock = FolderLock.take(dataFolder);
        LoopbackSockets sockets = new LoopbackSockets();
        try {
            int brokerPort = sockets.bind(BROKER, port);
            KafkaConfig config = KafkaConfig.fromProps(properties(dataFolder, brokerPort, sockets.bind(CONTROLLER, 0)));
            format(dataFolder, config);
            EmbeddedKafka kafka = new EmbeddedKafka(config, lock, sockets, brokerPort);
            kafka.startUp();
            return kafka;
        } catch (EmbeddedKafkaException e) {
            release(sockets, lock);
            throw e;
        } catch (Throwable e) { // the broker's Scala code throws checked exceptions it does not declare
            release(sockets, lock);
            throw new EmbeddedKafkaException(
                    "the Kafka broker cannot start on " + dataFolder + ": " + e.getMessage(), e);
        }
    }

    /** host:port for clients. */
    public String bootstrapServers() {
        return LoopbackSockets.HOST + ":" + port;
    }

    /** The port of the clients' listener. */
    public int port() {
        return port;
    }

    /** Made at the first start on the folder, stored there, and the same ever after. */
    public String clusterId() {
        return clusterId;
    }

    /** Completes with the cause if the broker meets a fault after which it no longer works. */
    public CompletionStage<Throwable> fault() {
        return fault.minimalCompletionStage();
    }

    /** Stops broker and controller and closes the log cleanly; takes well under a second. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        broker.shutdown(SHUTDOWN);
        controller.shutdown();
        release(sockets, lock);
    }

    private void startUp() {
        try {
            controller.startup();
            broker.startup();
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    private static Properties properties(Path dataFolder, int brokerPort, int controllerPort) {
        Map<String, String> settings = BrokerSettings.embedded();
        String host = LoopbackSockets.HOST + ":";
        settings.put("log.dirs", dataFolder.toAbsolutePath().toString());
        settings.put(
                "listeners", BROKER + "://" + host + brokerPort + "," + CONTROLLER + "://" + host + controllerPort);
        settings.put("advertised.listeners", BROKER + "://" + host + brokerPort);
        settings.put("controller.quorum.voters", settings.get("node.id") + "@" + host + controllerPort);
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    private static void format(Path dataFolder, KafkaConfig config) throws Exception {
        if (Files.exists(dataFolder.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()))
                .setNodeId(config.nodeId())
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(dataFolder.toAbsolutePath().toString())
                .setControllerListenerName(CONTROLLER)
                .run();
    }

    private static void release(LoopbackSockets sockets, FolderLock lock) {
        sockets.close();
        lock.close();
    }

    private static FaultHandler faultHandler(
            String name, boolean fatal, Runnable action, CompletableFuture<Throwable> fault) {
        return (message, cause) -> {
            var failure = new EmbeddedKafkaException("Kafka broker, " + name + ": " + message, cause);
            LOG.atError().setMessage("kafka broker fault").setCause(failure).log();
            action.run();
            if (fatal) {
                fault.complete(failure);
            }
            return failure;
        };
    }
}
