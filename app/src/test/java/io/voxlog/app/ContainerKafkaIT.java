package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.app.stack.Infrastructure;
import io.voxlog.app.stack.StackOptions;
import io.voxlog.infra.kafka.BrokerSettings;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.testkit.peer.Peers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.kafka.KafkaContainer;

/** The main job on Apache's own image of Kafka; skipped where there is no Docker or no such image. */
class ContainerKafkaIT {
    private static final String IMAGE = "apache/kafka:4.3.1";
    private static final Duration READY = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void aProcessDoesTheWholeJobOnKafkasOwnImage() throws Exception {
        Peers.require("docker", "docker", System.getenv());
        requireImage();
        StackOptions options =
                new StackOptions(folder.resolve("data"), folder.resolve("programs"), 0, 0, MainJob.KEY, "");
        try (KafkaContainer kafka = started();
                Infrastructure others = Infrastructure.start(options, line -> {})) {
            MainJob job = new MainJob(folder, KafkaSettings.of(kafka.getBootstrapServers()), others.registryUrl());
            Map<String, String> variables = Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", kafka.getBootstrapServers(),
                    "SCHEMA_REGISTRY_URL", others.registryUrl(),
                    "VOXLOG_PG_URL", others.postgres().url(),
                    "LIVEKIT_API_KEY", MainJob.KEY,
                    "LIVEKIT_API_SECRET", MainJob.SECRET.reveal(),
                    "INGEST_PORT", "0",
                    "OPS_PORT", "0",
                    "MONITOR_PORT", "0",
                    "ANALYSIS_STATE_DIR", folder.resolve("state").toString());
            try (VoxlogProcess run =
                    VoxlogProcess.start(folder, "run", VoxlogProcess.QUICK_JVM, variables, "run", "--engine", "tone")) {
                String http = "http://127.0.0.1:" + run.awaitLine("\"ingestPort\":\"(\\d+)\"", READY);
                job.play(http, "RM_container", 10);
                job.awaitResults("RM_container");
                job.assertHeardExactly("RM_container");
                run.terminate();
                assertThat(run.awaitExit(READY)).isEqualTo(143);
            }
        }
    }

    private static void requireImage() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            skip("the Docker daemon does not answer");
        }
    }

    private static KafkaContainer started() {
        KafkaContainer kafka = new KafkaContainer(IMAGE);
        BrokerSettings.required()
                .forEach((name, value) ->
                        kafka.withEnv("KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
        try {
            kafka.start();
        } catch (ContainerLaunchException e) {
            skip("the image " + IMAGE + " does not start: " + e.getMessage());
        }
        return kafka;
    }

    /** Fails instead where VOXLOG_REQUIRE_PEERS names docker. */
    private static void skip(String why) {
        String required = System.getenv().getOrDefault("VOXLOG_REQUIRE_PEERS", "");
        assertThat(required).as(why).doesNotContain("docker");
        System.getLogger(ContainerKafkaIT.class.getName()).log(System.Logger.Level.WARNING, "SKIPPED: {0}", why);
        Assumptions.abort(why);
    }
}
