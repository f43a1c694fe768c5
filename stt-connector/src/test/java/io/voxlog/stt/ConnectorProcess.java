package io.voxlog.stt;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.PcmLayout;
import io.voxlog.runtime.RoleContext;
import io.voxlog.stt.session.SessionSettings;
import io.voxlog.testkit.LocalSerdes;
import io.voxlog.testkit.tone.ToneEngine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The role in a process of its own, to be killed. */
final class ConnectorProcess implements AutoCloseable {
    private final Process process;

    private ConnectorProcess(Process process) {
        this.process = process;
    }

    /** Starts it; what it prints goes to a file in the build folder. */
    static ConnectorProcess start(KafkaSettings kafka, String workerId, PcmLayout layout) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ConnectorProcess.class.getName(),
                kafka.bootstrapServers(),
                workerId,
                layout.name());
        File output = new File("target/" + workerId + ".log");
        return new ConnectorProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start());
    }

    /** Kills it as kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    public static void main(String[] args) throws Exception {
        RoleContext context = new RoleContext(
                Vertx.vertx(),
                KafkaSettings.of(args[0]),
                new LocalSerdes(),
                Clock.systemUTC(),
                args[1],
                new SimpleMeterRegistry(),
                fault -> Runtime.getRuntime().halt(1));
        SttConnectorConfig config = new SttConnectorConfig(SessionSettings.USUAL, PcmLayout.valueOf(args[2]));
        new SttConnectorRole(context, config, new ToneEngine())
                .start()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        Thread.currentThread().join();
    }
}
