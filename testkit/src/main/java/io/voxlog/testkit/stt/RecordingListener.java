package io.voxlog.testkit.stt;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.stt.engine.EngineWord;
import io.voxlog.stt.engine.SttException;
import io.voxlog.stt.engine.SttListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Keeps all callbacks of a stream in their order. Thread-safe. */
public final class RecordingListener implements SttListener {
    private final List<Heard> callbacks = new CopyOnWriteArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean overlapped;

    /** One callback. */
    public sealed interface Heard {}

    /** A partial result. */
    public record Partial(List<EngineWord> words) implements Heard {}

    /** A final result. */
    public record Final(List<EngineWord> words) implements Heard {}

    /** A step of the final horizon. */
    public record Horizon(long sample) implements Heard {}

    /** The end of the stream. */
    public record Ended() implements Heard {}

    /** The failure of the stream. */
    public record Failed(SttException cause) implements Heard {}

    @Override
    public void partial(List<EngineWord> words) {
        keep(new Partial(List.copyOf(words)));
    }

    @Override
    public void finalWords(List<EngineWord> words) {
        keep(new Final(List.copyOf(words)));
    }

    @Override
    public void horizon(long sample) {
        keep(new Horizon(sample));
    }

    @Override
    public void ended() {
        keep(new Ended());
    }

    @Override
    public void failed(SttException cause) {
        keep(new Failed(cause));
    }

    public List<Heard> callbacks() {
        return callbacks;
    }

    public <C extends Heard> List<C> callbacks(Class<C> kind) {
        return callbacks.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** All words of all finals. */
    public List<EngineWord> words() {
        return callbacks(Final.class).stream()
                .flatMap(given -> given.words().stream())
                .toList();
    }

    /** The last horizon; 0 before the first. */
    public long horizon() {
        List<Horizon> horizons = callbacks(Horizon.class);
        return horizons.isEmpty() ? 0 : horizons.get(horizons.size() - 1).sample();
    }

    /** Whether two callbacks ran at the same time. */
    public boolean overlapped() {
        return overlapped;
    }

    /** Waits for {@link Ended} or {@link Failed}. */
    public RecordingListener awaitEnd(Duration longest) {
        Awaitility.await()
                .atMost(longest)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(isOver()).isTrue());
        return this;
    }

    private boolean isOver() {
        return callbacks.stream().anyMatch(it -> it instanceof Ended || it instanceof Failed);
    }

    private void keep(Heard callback) {
        if (inside.incrementAndGet() > 1) {
            overlapped = true;
        }
        callbacks.add(callback);
        inside.decrementAndGet();
    }
}
