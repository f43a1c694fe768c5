package io.voxlog.app.bench;

import io.voxlog.app.stack.StackOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** How long speech takes from a source's socket to a PCM topic, and what it costs. */
public final class AudioBench {
    private final int participants;
    private final int warmUpSeconds;
    private final int seconds;
    private final Path voice;

    /** @param voice an Ogg Opus file with packets of 20 ms; every participant speaks from it */
    public AudioBench(int participants, int warmUpSeconds, int seconds, Path voice) {
        this.participants = participants;
        this.warmUpSeconds = warmUpSeconds;
        this.seconds = seconds;
        this.voice = voice;
    }

    /** Starts the system, loads it, prints the figures and stops it. Blocks. */
    public void run(StackOptions options, PrintWriter out) {
        try (BenchStack stack = BenchStack.start(options, line -> say(out, "  " + line))) {
            BenchRooms.announce(
                    stack.kafka(),
                    stack.serdes(),
                    participants,
                    Clock.systemUTC().millis());
            say(
                    out,
                    participants + " participants, " + 50 * participants + " frames/s; " + warmUpSeconds
                            + " s to warm up, " + seconds + " s measured");
            List<String> arguments = List.of(
                    stack.kafka().bootstrapServers(),
                    String.valueOf(stack.httpPort()),
                    options.apiKey(),
                    String.valueOf(participants),
                    String.valueOf(warmUpSeconds),
                    String.valueOf(seconds),
                    voice.toAbsolutePath().toString());
            try (LoadProcess load = LoadProcess.start(AudioLoadMain.class, options.apiSecret(), arguments)) {
                load.await(LoadProcess.BEGIN);
                Usage before = Usage.now();
                load.await(LoadProcess.END);
                Usage used = Usage.now().since(before);
                load.rest().forEach(line -> say(out, line));
                say(out, "broker, ingest and audio-stream:");
                out.printf(Locale.ROOT, "  participants   %.0f per core%n", participants / used.cores());
                UsageTable.print(out, used, "frame", 50L * participants * seconds);
            }
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
