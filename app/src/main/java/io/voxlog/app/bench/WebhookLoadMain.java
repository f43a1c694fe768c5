package io.voxlog.app.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.voxlog.livekit.WebhookSigner;
import io.voxlog.runtime.Secret;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The load process of {@code bench webhooks}: posts signed webhooks at a fixed rate, whether or not earlier ones are
 * answered, and times each from when it was due to its 200, which is sent when Kafka has acknowledged the event.
 * Started by {@link WebhookBench} only.
 */
final class WebhookLoadMain {
    private static final int CONNECTIONS = 64;
    private static final int ROOMS = 500;
    private static final int LAST_PATIENCE_SECONDS = 10;

    private final HttpClient http;
    private final WebhookSigner signer;
    private final int rate;
    private final int warmUp;
    private final int count;
    private final Latencies latencies = new Latencies();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    private WebhookLoadMain(HttpClient http, WebhookSigner signer, int rate, int warmUpSeconds, int seconds) {
        this.http = http;
        this.signer = signer;
        this.rate = rate;
        this.warmUp = rate * warmUpSeconds;
        this.count = rate * (warmUpSeconds + seconds);
    }

    /** Arguments: HTTP port, API key, webhooks per second, warm-up and measured seconds. */
    public static void main(String[] arguments) {
        System.setProperty("log4j2.configurationFile", "classpath:voxlog-log-quiet.xml");
        // One event loop: what answers come to is confined to it.
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpClientOptions options =
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(Integer.parseInt(arguments[0]));
        new WebhookLoadMain(
                        vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS)),
                        new WebhookSigner(
                                arguments[1], new Secret(System.getenv("LIVEKIT_API_SECRET")), Clock.systemUTC()),
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]))
                .run(System.out);
        System.exit(0);
    }

    private void run(PrintStream out) {
        long interval = TimeUnit.SECONDS.toNanos(1) / rate;
        long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        long cpuNanos = 0;
        for (int number = 0; number < count; number++) {
            long due = start + number * interval;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            if (number == warmUp) {
                cpuNanos = Usage.processCpuNanos();
                out.println(LoadProcess.BEGIN);
            }
            post(number, due);
        }
        cpuNanos = Usage.processCpuNanos() - cpuNanos;
        out.println(LoadProcess.END);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_PATIENCE_SECONDS);
        while (answered.get() < count && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        out.println("webhook due -> 200 after Kafka's acknowledgement: " + latencies.summary());
        out.println("not answered " + (count - answered.get()) + ", not accepted " + refused.get());
        out.printf(
                Locale.ROOT,
                "the load process itself: %.2f cores%n",
                cpuNanos / 1e9 / ((double) (count - warmUp) / rate));
    }

    private void post(int number, long dueNanos) {
        byte[] body = body(number).getBytes(StandardCharsets.UTF_8);
        String token = signer.sign(body);
        http.request(HttpMethod.POST, "/webhooks/livekit")
                .compose(request -> request.putHeader("Authorization", token)
                        .putHeader("Content-Type", "application/webhook+json")
                        .send(Buffer.buffer(body)))
                .compose(response -> response.body().map(ignored -> response))
                .onComplete(response -> {
                    answered.incrementAndGet();
                    boolean accepted = response.succeeded() && accepted(response.result());
                    refused.addAndGet(accepted ? 0 : 1);
                    if (accepted && number >= warmUp) {
                        latencies.add(System.nanoTime() - dueNanos);
                    }
                });
    }

    private static boolean accepted(HttpClientResponse response) {
        return response.statusCode() == 200;
    }

    private static String body(int number) {
        int room = number % ROOMS;
        return "{\"event\":\"participant_joined\",\"id\":\"EV_bench" + number + "\",\"createdAt\":\"1790000000\","
                + "\"room\":{\"sid\":\"RM_hook" + room + "\",\"name\":\"hook-" + room
                + "\",\"emptyTimeout\":300,\"creationTime\":\"1790000000\",\"creationTimeMs\":\"1790000000000\","
                + "\"numParticipants\":2},\"participant\":{\"sid\":\"PA_hook" + number + "\",\"identity\":\"caller"
                + number + "\",\"state\":\"ACTIVE\",\"joinedAt\":\"1790000000\",\"name\":\"Caller " + number
                + "\",\"permission\":{\"canSubscribe\":true,\"canPublish\":true,\"canPublishData\":true}}}";
    }
}
