package io.voxlog.app.cli;

import io.voxlog.app.bench.AudioBench;
import io.voxlog.app.bench.WebhookBench;
import io.voxlog.app.stack.Logs;
import io.voxlog.app.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures on this machine what docs/benchmarks.md reports. */
@Command(
        name = "bench",
        description = "Measure latency, processor time and garbage under load, with everything on this machine.",
        footer = {
            "",
            "Broker, ingest and audio-stream run in this process, the load in a child process. Data are removed",
            "afterwards. The stages one by one: see docs/benchmarks.md."
        })
public final class BenchCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "audio",
            description = "Speech over WebSockets, through ingest and audio-stream, to a PCM consumer.")
    int audio(
            @Option(
                            names = "--participants",
                            paramLabel = "N",
                            defaultValue = "300",
                            description = "People who speak all the time, two per room. Default: 300.")
                    int participants,
            @Option(
                            names = "--seconds",
                            paramLabel = "S",
                            defaultValue = "60",
                            description = "How long to measure. Default: 60.")
                    int seconds,
            @Option(
                            names = "--warm-up",
                            paramLabel = "S",
                            defaultValue = "20",
                            description = "How long to wait before that. Default: 20.")
                    int warmUp)
            throws IOException {
        require("--participants", participants, 10_000);
        require("--seconds", seconds, 3_600);
        require("--warm-up", warmUp, 600);
        Path voice = Home.bundledCall().resolve("bob.ogg");
        AudioBench bench = new AudioBench(participants, warmUp, seconds, voice);
        run(options -> bench.run(options, spec.commandLine().getOut()));
        return 0;
    }

    @Command(name = "webhooks", description = "Signed webhooks, from their sender to Kafka's acknowledgement.")
    int webhooks(
            @Option(
                            names = "--rate",
                            paramLabel = "R",
                            defaultValue = "1000",
                            description = "Webhooks per second. Default: 1000.")
                    int rate,
            @Option(
                            names = "--seconds",
                            paramLabel = "S",
                            defaultValue = "60",
                            description = "How long to measure. Default: 60.")
                    int seconds,
            @Option(
                            names = "--warm-up",
                            paramLabel = "S",
                            defaultValue = "20",
                            description = "How long to wait before that. Default: 20.")
                    int warmUp)
            throws IOException {
        require("--rate", rate, 100_000);
        require("--seconds", seconds, 3_600);
        require("--warm-up", warmUp, 600);
        WebhookBench bench = new WebhookBench(rate, warmUp, seconds);
        run(options -> bench.run(options, spec.commandLine().getOut()));
        return 0;
    }

    private void run(Consumer<StackOptions> bench) throws IOException {
        Workspace workspace = Workspace.inWorkingDirectory();
        Path folder = workspace.newBench();
        Logs.toFile(folder.resolve("voxlog.log"), "bench");
        DevKeys keys = DevKeys.from(Variables.read().env());
        try {
            bench.accept(new StackOptions(
                    Workspace.data(folder),
                    workspace.programs(),
                    0,
                    0,
                    keys.key(),
                    keys.secret().reveal()));
        } finally {
            Workspace.removeData(folder);
        }
    }

    private void require(String option, int value, int max) {
        if (value < 1 || value > max) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be from 1 to " + max + ", but is " + value);
        }
    }
}
