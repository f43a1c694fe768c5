package io.voxlog.app.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.voxlog.media.ogg.OggOpusReader;
import io.voxlog.media.ogg.OggPacket;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.Secret;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The load process of {@code bench audio}: speaks into one end and listens at the other, so that one clock times both.
 * Started by {@link AudioBench} only.
 */
final class AudioLoadMain {
    private static final int OPEN_PATIENCE_SECONDS = 60;
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(20);

    private final int people;
    private final int warmUpPackets;
    private final int packets;
    private final Latencies latencies = new Latencies();
    private long notDecoded;
    private long cpuNanos;

    private AudioLoadMain(int people, int warmUpSeconds, int seconds) {
        this.people = people;
        this.warmUpPackets = 50 * warmUpSeconds;
        this.packets = 50 * (warmUpSeconds + seconds);
    }

    /** Arguments: bootstrap servers, HTTP port, API key, people, warm-up and measured seconds, a voice in Ogg Opus. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("log4j2.configurationFile", "classpath:voxlog-log-quiet.xml");
        AudioLoadMain load = new AudioLoadMain(
                Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        Speakers speakers = new Speakers(
                vertx,
                URI.create("ws://127.0.0.1:" + arguments[1] + "/audio"),
                arguments[2],
                new Secret(System.getenv("LIVEKIT_API_SECRET")),
                load.people,
                packets(Path.of(arguments[6])));
        load.run(speakers, new Listeners(KafkaSettings.of(arguments[0]), load.people), System.out);
        System.exit(0);
    }

    private void run(Speakers speakers, Listeners listeners, PrintStream out) throws Exception {
        speakers.open().toCompletionStage().toCompletableFuture().get(OPEN_PATIENCE_SECONDS, TimeUnit.SECONDS);
        listeners.awaitTopics();
        long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        long end = start + packets * Speakers.PACKET_NANOS;
        Thread pacer = new Thread(() -> speakers.speak(start, packets), "bench-speakers");
        pacer.setDaemon(true);
        pacer.start();
        Thread marks = new Thread(() -> mark(start, end, out), "bench-marks");
        marks.setDaemon(true);
        marks.start();
        listeners.listen(end + LAST_PATIENCE.toNanos(), (long) people * packets, (person, packet, decoded, at) -> {
            if (packet >= warmUpPackets) {
                latencies.add(at - speakers.dueNanos(start, person, packet));
                notDecoded += decoded ? 0 : 1;
            }
        });
        marks.join();
        long expected = (long) people * (packets - warmUpPackets);
        out.println("frame due -> PCM record at a consumer: " + latencies.summary());
        out.println("frames missing " + (expected - latencies.count()) + ", concealed or silent " + notDecoded
                + ", connections lost " + speakers.reconnects());
        out.printf(Locale.ROOT, "the load process itself: %.2f cores%n", cpuNanos / (double) measuredNanos());
    }

    private long measuredNanos() {
        return (packets - warmUpPackets) * Speakers.PACKET_NANOS;
    }

    private void mark(long start, long end, PrintStream out) {
        sleepUntil(start + warmUpPackets * Speakers.PACKET_NANOS);
        long before = Usage.processCpuNanos();
        out.println(LoadProcess.BEGIN);
        sleepUntil(end);
        cpuNanos = Usage.processCpuNanos() - before;
        out.println(LoadProcess.END);
    }

    private static void sleepUntil(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<byte[]> packets(Path file) throws IOException {
        List<byte[]> packets = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            OggOpusReader reader = OggOpusReader.open(in);
            for (Optional<OggPacket> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (next.get().durationTicks() == Speakers.PACKET_TICKS) {
                    packets.add(next.get().payload());
                }
            }
        }
        return packets;
    }
}
