package io.voxlog.audio;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.voxlog.audio.adapter.kafka.AudioStreamException;
import io.voxlog.audio.adapter.kafka.AudioStreamSession;
import io.voxlog.audio.adapter.kafka.PcmMeters;
import io.voxlog.audio.adapter.kafka.PcmTopicSettings;
import io.voxlog.audio.adapter.kafka.SessionSettings;
import io.voxlog.audio.adapter.opus.OpusDecoders;
import io.voxlog.audio.track.PacketDecoder;
import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.RoleContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * livekit.audio to {@code audio.pcm.<room>.<participant>} or {@code audio.pcm}. A fault of the cluster ends the
 * session; after a pause another begins from the log, with nothing lost or doubled. Only if that fails time and again
 * without any progress the process is told to stop.
 */
public final class AudioStreamRole implements Role {
    private static final Logger log = LoggerFactory.getLogger(AudioStreamRole.class);
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(10));
    private static final int MAX_FAILURES_WITHOUT_PROGRESS = 10;

    private final RoleContext context;
    private final AudioStreamConfig config;
    private final PcmMeters meters;
    private final Counter restarts;
    private Optional<Supplier<PacketDecoder>> decoders = Optional.empty();
    private Optional<AudioStreamSession> session = Optional.empty();
    private boolean stopped;
    private int failures;

    public AudioStreamRole(RoleContext context, AudioStreamConfig config) {
        this.context = context;
        this.config = config;
        this.meters = new PcmMeters(context.meters());
        this.restarts = Counter.builder("voxlog.audio.stream.restarts")
                .description("Sessions that failed and were followed by another")
                .register(context.meters());
    }

    @Override
    public String name() {
        return "audio-stream";
    }

    @Override
    public Set<String> rooms() {
        return meters.rooms();
    }

    @Override
    public Future<Void> start() {
        return context.vertx().executeBlocking(() -> {
            open();
            return null;
        });
    }

    @Override
    public Future<Void> stop() {
        return context.vertx()
                .executeBlocking(this::takeSession)
                .compose(open -> Future.fromCompletionStage(
                        open.map(AudioStreamSession::close).orElseGet(AudioStreamRole::nothingToDo)));
    }

    /** Ends the session as a killed process would, and begins no other. */
    Future<Void> kill() {
        return context.vertx()
                .executeBlocking(this::takeSession)
                .compose(open -> Future.fromCompletionStage(
                        open.map(AudioStreamSession::abandon).orElseGet(AudioStreamRole::nothingToDo)));
    }

    private synchronized Optional<AudioStreamSession> takeSession() {
        stopped = true;
        Optional<AudioStreamSession> open = session;
        session = Optional.empty();
        return open;
    }

    private synchronized void open() {
        if (!stopped) {
            Supplier<PacketDecoder> chosen =
                    decoders.orElseGet(() -> OpusDecoders.choose(config.opusDecoder(), config.opusLibrary()));
            decoders = Optional.of(chosen);
            session = Optional.of(AudioStreamSession.open(
                    context.kafka(),
                    context.serdes(),
                    settings(chosen),
                    context.workerId(),
                    meters,
                    this::sessionFailed));
        }
    }

    /** On whatever thread the fault showed; that one must not wait for the session's clients. */
    private void sessionFailed(Throwable cause) {
        context.vertx().executeBlocking(() -> {
            replaceSession(cause);
            return null;
        });
    }

    private synchronized void replaceSession(Throwable cause) {
        if (stopped) {
            return;
        }
        restarts.increment();
        failures = session.filter(AudioStreamSession::progressed).isPresent() ? 1 : failures + 1;
        session.ifPresent(AudioStreamSession::abandon);
        session = Optional.empty();
        if (failures > MAX_FAILURES_WITHOUT_PROGRESS) {
            stopped = true;
            context.onFatal().accept(new AudioStreamException("audio-stream makes no progress", cause));
            return;
        }
        Duration pause = BACKOFF.after(failures, ThreadLocalRandom.current());
        log.atWarn()
                .setMessage("session failed, another will begin from the log")
                .addKeyValue(LogKey.ATTEMPT, failures)
                .addKeyValue(LogKey.DURATION_MILLIS, pause.toMillis())
                .setCause(cause)
                .log();
        context.vertx().setTimer(pause.toMillis(), timer -> start().onFailure(this::sessionFailed));
    }

    private SessionSettings settings(Supplier<PacketDecoder> chosen) {
        return new SessionSettings(
                config.group(),
                config.jitterDepth(),
                config.maxBatchesInFlight(),
                config.commitInterval(),
                config.pcmLayout(),
                new PcmTopicSettings(
                        (short) config.pcmReplicationFactor(),
                        config.pcmRetention(),
                        config.pcmSegmentBytes(),
                        config.pcmCompression()),
                chosen);
    }

    private static CompletionStage<Void> nothingToDo() {
        return CompletableFuture.completedFuture(null);
    }
}
