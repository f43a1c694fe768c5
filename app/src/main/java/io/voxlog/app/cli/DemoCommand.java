package io.voxlog.app.cli;

import io.voxlog.app.demo.DemoRun;
import io.voxlog.app.play.CallFolder;
import io.voxlog.app.play.PlayOptions;
import io.voxlog.app.play.RecordedCall;
import io.voxlog.app.stack.EmbeddedStack;
import io.voxlog.app.stack.Engines;
import io.voxlog.app.stack.Logs;
import io.voxlog.app.stack.StackOptions;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.config.Settings;
import io.voxlog.stt.engine.SttEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole system on one recorded call, from nothing to the analyses, on free ports. */
@Command(name = "demo", description = "Play a recorded call through the whole system and show what comes out.")
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--call",
            paramLabel = "DIR",
            description =
                    "One <identity>.ogg or .wav per participant; truth.json optional. Default: the bundled weekly-review.")
    private Optional<Path> callFolder = Optional.empty();

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "N times the call's own pace. Default: 1.")
    private double speed;

    @Option(names = "--report", paramLabel = "FILE", description = "Also write the report (JSON) to this file.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--keep", description = "Keep the data of this run; without it the next demo removes it.")
    private boolean keep;

    @Option(names = "--engine", paramLabel = "NAME", hidden = true, defaultValue = "OFFLINE")
    private Engines engine = Engines.OFFLINE;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long began = System.nanoTime();
        if (!(speed > 0 && speed <= 100)) {
            throw new ParameterException(
                    spec.commandLine(), "--speed must be more than 0 and at most 100, but is " + speed);
        }
        PrintWriter out = spec.commandLine().getOut();
        Workspace workspace = Workspace.inWorkingDirectory();
        RecordedCall call = CallFolder.read(callFolder.orElseGet(Home::bundledCall));
        Path folder = workspace.newDemo(Clock.system(ZoneId.systemDefault()), keep);
        Logs.toFile(folder.resolve("voxlog.log"), "demo");
        Settings settings = Variables.read();
        Env env = settings.env();
        DevKeys keys = DevKeys.from(env);
        SttEngine stt = engine.configured(env).get();
        say(out, "Starting the whole system on free ports (log: " + folder.resolve("voxlog.log") + ")");
        StackOptions options = new StackOptions(
                Workspace.data(folder),
                workspace.programs(),
                0,
                0,
                keys.key(),
                keys.secret().reveal(),
                StackOptions.onFreePorts(settings.values()));
        try (EmbeddedStack stack = EmbeddedStack.start(options, stt, line -> say(out, "  " + line));
                Stopping stopping = Stopping.onSignal(stack::close)) {
            say(out, "Speech to text: " + engine.introduce(stt, env));
            PlayOptions play = PlayOptions.fresh(
                    URI.create(stack.httpUrl()),
                    keys.key(),
                    keys.secret(),
                    call.room(),
                    System.currentTimeMillis(),
                    speed);
            new DemoRun(stack, call, play, out, began).run(folder, report);
            say(out, "Report, transcript and data stay in " + folder + (keep ? "" : " (data until the next demo)"));
        }
        return 0;
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
