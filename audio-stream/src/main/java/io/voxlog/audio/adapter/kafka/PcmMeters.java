package io.voxlog.audio.adapter.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.voxlog.audio.track.FrameKind;
import io.voxlog.audio.track.PcmFrame;
import io.voxlog.media.MediaTime;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the frames that are written and the audio they stand for, by kind, and remembers for which rooms. Nothing is
 * allocated per frame. Thread-safe.
 */
public final class PcmMeters {
    private static final long WORKED_ON_NANOS = Duration.ofSeconds(30).toNanos();

    private final Map<FrameKind, Counter> frames = new EnumMap<>(FrameKind.class);
    private final Map<FrameKind, Counter> seconds = new EnumMap<>(FrameKind.class);
    private final Map<String, AtomicLong> lastFrameNanos = new ConcurrentHashMap<>();

    public PcmMeters(MeterRegistry meters) {
        for (FrameKind kind : FrameKind.values()) {
            String tag = kind.name().toLowerCase(Locale.ROOT);
            frames.put(
                    kind,
                    Counter.builder("voxlog.pcm.frames")
                            .description("Frames written to PCM topics")
                            .tag("kind", tag)
                            .register(meters));
            seconds.put(
                    kind,
                    Counter.builder("voxlog.pcm.audio")
                            .description("Audio that these frames stand for; concealed and gap is what was lost")
                            .baseUnit("seconds")
                            .tag("kind", tag)
                            .register(meters));
        }
    }

    /** Sids of the rooms that had a frame in the last [30 s]. */
    public Set<String> rooms() {
        long now = System.nanoTime();
        lastFrameNanos.values().removeIf(last -> now - last.get() > WORKED_ON_NANOS);
        return Set.copyOf(lastFrameNanos.keySet());
    }

    @SuppressWarnings("NullAway") // both maps hold every kind
    void written(String roomSid, PcmFrame frame) {
        frames.get(frame.kind()).increment();
        seconds.get(frame.kind())
                .increment((double) (frame.endTicks() - frame.positionTicks()) / MediaTime.TICKS_PER_SECOND);
        AtomicLong last = lastFrameNanos.get(roomSid);
        if (last == null) {
            lastFrameNanos.put(roomSid, new AtomicLong(System.nanoTime()));
        } else {
            last.lazySet(System.nanoTime());
        }
    }
}
