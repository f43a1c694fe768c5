package io.voxlog.app.cli;

import io.voxlog.app.stack.EmbeddedStack;
import io.voxlog.app.stack.Engines;
import io.voxlog.app.stack.Logs;
import io.voxlog.app.stack.StackFailedException;
import io.voxlog.app.stack.StackOptions;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.config.Settings;
import io.voxlog.runtime.ops.OpsConfig;
import io.voxlog.stt.engine.SttEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The same stack as the demo's, on fixed ports, until it is told to stop; its data stay. */
@Command(name = "dev", description = "Start the whole system and keep it up; data stay for the next start.")
public final class DevCommand implements Callable<Integer> {
    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Default: 8080; 0 = any free one.")
    private int httpPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Default: 9092; 0 = any free one.")
    private int kafkaPort;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder. Default: .voxlog/dev")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--engine", paramLabel = "NAME", hidden = true, defaultValue = "OFFLINE")
    private Engines engine = Engines.OFFLINE;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Workspace workspace = Workspace.inWorkingDirectory();
        Path folder = data.orElseGet(workspace::dev);
        Files.createDirectories(folder);
        Logs.toFile(folder.resolve("voxlog.log"), "dev");
        Ports.requireFree(httpPort, "--http-port");
        Ports.requireFree(kafkaPort, "--kafka-port");
        Settings settings = Variables.read();
        Env env = settings.env();
        Ports.requireFree(OpsConfig.from(env).port(), "OPS_PORT");
        env.check();
        DevKeys keys = DevKeys.from(env);
        SttEngine stt = engine.configured(env).get();
        say(out, "Starting (log: " + folder.resolve("voxlog.log") + ")");
        StackOptions options = new StackOptions(
                Workspace.data(folder),
                workspace.programs(),
                kafkaPort,
                httpPort,
                keys.key(),
                keys.secret().reveal(),
                settings.values());
        try (EmbeddedStack stack = EmbeddedStack.start(options, stt, line -> say(out, "  " + line));
                Stopping stopping = Stopping.onSignal(stack::close)) {
            say(out, "Speech to text: " + engine.introduce(stt, env));
            Variables.leaveWord(stack.infrastructure());
            invite(out, stack, folder);
            Throwable cause = stack.fault().toCompletableFuture().join();
            throw new StackFailedException("a part of the system failed; see " + folder.resolve("voxlog.log"), cause);
        }
    }

    private static void invite(PrintWriter out, EmbeddedStack stack, Path folder) {
        String kafka = stack.infrastructure().bootstrapServers();
        say(out, "");
        say(
                out,
                "Ready: " + stack.httpUrl() + " (webhooks, audio), Kafka " + kafka + ". Ctrl-C stops it; data stay in "
                        + folder);
        say(out, "Schema registry: " + stack.infrastructure().registryUrl());
        say(out, "Live page and API: " + stack.pageUrl() + ", " + stack.pageUrl() + "/openapi.yaml");
        say(out, "Health, readiness, metrics: " + stack.opsUrl() + "/health, /ready, /metrics");
        say(out, "Try, in another terminal:");
        say(out, "  ./voxlog play --call calls/weekly-review --to " + stack.httpUrl());
        say(
                out,
                "  ./voxlog kafka consumer-groups --bootstrap-server " + kafka
                        + " --describe --group voxlog-stt-connector");
        say(out, "  ./voxlog topics list --bootstrap-server " + kafka);
        say(out, "  psql \"" + stack.infrastructure().databaseUrl() + "\" -c 'select * from rooms'");
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
