package io.voxlog.stt.adapter.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.voxlog.stt.session.SessionFacts;
import io.voxlog.stt.session.SessionLog;
import io.voxlog.stt.session.Track;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the connector counts and measures. Thread-safe. */
final class SttMeters {
    private final MeterRegistry meters;
    private final Counter finals;
    private final Counter tracks;
    private final Counter restarts;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Double> behind = new ConcurrentHashMap<>();

    SttMeters(MeterRegistry meters) {
        this.meters = meters;
        this.finals = Counter.builder("voxlog.stt.finals")
                .description("Finals stored")
                .register(meters);
        this.tracks = Counter.builder("voxlog.stt.tracks.transcribed")
                .description("Tracks transcribed to their end")
                .register(meters);
        this.restarts = Counter.builder("voxlog.stt.partition.restarts")
                .description("Times the work of a partition started over from the log")
                .register(meters);
        Gauge.builder("voxlog.stt.sessions.open", open, Set::size)
                .description("Engine sessions that are open")
                .strongReference(true)
                .register(meters);
        Gauge.builder("voxlog.stt.behind", behind, SttMeters::furthest)
                .description("Audio read of which the engine has not spoken yet, of the track furthest behind")
                .baseUnit("seconds")
                .strongReference(true)
                .register(meters);
        for (SessionFacts.Status status : SessionFacts.Status.values()) {
            sessions(status);
        }
    }

    void stored(int count, int finishedTracks) {
        finals.increment(count);
        tracks.increment(finishedTracks);
    }

    void restarted() {
        restarts.increment();
    }

    /** @param seconds of the track of this partition that is furthest behind */
    void behind(int partition, double seconds) {
        behind.put(partition, seconds);
    }

    /** Nothing of this partition is worked on here any more. */
    void left(int partition) {
        behind.remove(partition);
    }

    /** A log whose sessions are counted too. */
    SessionLog counting(SessionLog log) {
        return new SessionLog() {
            @Override
            public void session(SessionFacts facts) {
                count(facts);
                log.session(facts);
            }

            @Override
            public void partial(Track track, long startTicks, long endTicks, String text) {
                log.partial(track, startTicks, endTicks, text);
            }
        };
    }

    private void count(SessionFacts facts) {
        boolean ended = facts.status() == SessionFacts.Status.COMPLETED || facts.status() == SessionFacts.Status.FAILED;
        if (ended) {
            open.remove(facts.sessionId());
        } else {
            open.add(facts.sessionId());
        }
        sessions(facts.status()).increment();
    }

    private Counter sessions(SessionFacts.Status status) {
        return Counter.builder("voxlog.stt.sessions")
                .description("Changes of engine sessions to a status")
                .tag("status", status.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private static double furthest(Map<Integer, Double> behind) {
        return behind.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
