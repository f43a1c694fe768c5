package io.voxlog.app.bench;

import io.voxlog.app.stack.StackOptions;
import java.io.PrintWriter;
import java.util.List;

/** How long a webhook takes from its sender to the acknowledged record, and what it costs. */
public final class WebhookBench {
    private final int rate;
    private final int warmUpSeconds;
    private final int seconds;

    /** @param rate webhooks per second */
    public WebhookBench(int rate, int warmUpSeconds, int seconds) {
        this.rate = rate;
        this.warmUpSeconds = warmUpSeconds;
        this.seconds = seconds;
    }

    /** Starts the system, loads it, prints the figures and stops it. Blocks. */
    public void run(StackOptions options, PrintWriter out) {
        try (BenchStack stack = BenchStack.start(options, line -> say(out, "  " + line))) {
            say(out, rate + " webhooks/s; " + warmUpSeconds + " s to warm up, " + seconds + " s measured");
            List<String> arguments = List.of(
                    String.valueOf(stack.httpPort()),
                    options.apiKey(),
                    String.valueOf(rate),
                    String.valueOf(warmUpSeconds),
                    String.valueOf(seconds));
            try (LoadProcess load = LoadProcess.start(WebhookLoadMain.class, options.apiSecret(), arguments)) {
                load.await(LoadProcess.BEGIN);
                Usage before = Usage.now();
                load.await(LoadProcess.END);
                Usage used = Usage.now().since(before);
                load.rest().forEach(line -> say(out, line));
                say(out, "broker and ingest:");
                UsageTable.print(out, used, "webhook", (long) rate * seconds);
            }
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
