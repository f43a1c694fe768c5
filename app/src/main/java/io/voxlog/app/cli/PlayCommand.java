package io.voxlog.app.cli;

import io.voxlog.app.play.CallFolder;
import io.voxlog.app.play.CallPlayer;
import io.voxlog.app.play.PlayOptions;
import io.voxlog.app.play.RecordedCall;
import io.voxlog.app.stack.Logs;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Feeds a running system from another process: webhooks as LiveKit sends them, and Opus packets at the call's pace. */
@Command(
        name = "play",
        description = "Play a recorded call into a running system; goes on through restarts of it.",
        footer = {
            "",
            "Signs with LIVEKIT_API_KEY and LIVEKIT_API_SECRET; without them with the pair that ./voxlog dev accepts."
        })
public final class PlayCommand implements Callable<Integer> {
    @Option(names = "--call", paramLabel = "DIR", description = "Default: the bundled weekly-review.")
    private Optional<Path> callFolder = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Default: ${DEFAULT-VALUE}")
    private URI to = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "N times the call's own pace. Default: 1.")
    private double speed;

    @Option(
            names = "--room-sid",
            paramLabel = "SID",
            description = "Play into this room; default: a new one. Repeats are recognised.")
    private Optional<String> roomSid = Optional.empty();

    @Option(
            names = "--t0",
            paramLabel = "MILLIS",
            description = "The room's creation time, Unix milliseconds. Default: now.")
    private OptionalLong t0 = OptionalLong.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.quiet();
        PrintWriter out = spec.commandLine().getOut();
        RecordedCall call = CallFolder.read(callFolder.orElseGet(Home::bundledCall));
        DevKeys keys = DevKeys.from(Variables.read().env());
        long start = t0.orElseGet(System::currentTimeMillis);
        PlayOptions fresh = PlayOptions.fresh(to, keys.key(), keys.secret(), call.room(), start, speed);
        PlayOptions options = roomSid.map(fresh::inRoom).orElse(fresh);
        out.printf(
                Locale.ROOT,
                "Playing \"%s\" (%.0f s, %d participants) as room %s to %s%n",
                call.room(),
                call.seconds(),
                call.participants().size(),
                options.roomSid(),
                to);
        out.flush();
        new CallPlayer(call, options).play();
        out.println("Played: every packet is stored.");
        out.flush();
        return 0;
    }
}
