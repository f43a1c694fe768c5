package io.voxlog.notifier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.RoleContext;
import io.voxlog.testkit.LocalSerdes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The role in a process of its own, to be killed. */
final class NotifierProcess implements AutoCloseable {
    private final Process process;

    private NotifierProcess(Process process) {
        this.process = process;
    }

    /** Starts it; what it prints goes to a file in the build folder. */
    static NotifierProcess start(KafkaSettings kafka, Map<String, String> variables) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                NotifierProcess.class.getName(),
                kafka.bootstrapServers());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/notifier-process.log"));
        builder.environment().putAll(variables);
        return new NotifierProcess(builder.start());
    }

    /** Kills it as kill -9 does. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public static void main(String[] args) {
        RoleContext context = new RoleContext(
                Vertx.vertx(),
                KafkaSettings.of(args[0]),
                new LocalSerdes(),
                Clock.systemUTC(),
                "killed",
                new SimpleMeterRegistry(),
                fault -> Runtime.getRuntime().halt(1));
        new NotifierRole(context, NotifierConfig.from(new Env(System.getenv()))).start();
    }
}
