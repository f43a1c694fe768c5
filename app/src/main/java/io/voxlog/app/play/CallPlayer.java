package io.voxlog.app.play;

import io.vertx.core.Vertx;
import io.voxlog.livekit.AccessTokens;
import io.voxlog.livekit.ApiKeys;
import io.voxlog.livekit.WebhookSigner;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Plays a recorded call into a running system: the webhooks a LiveKit server would send, and each voice over its own
 * audio socket at the call's pace. Goes on through lost connections and restarts of the receiver.
 */
public final class CallPlayer {
    /** How long a receiver may be away before the call is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final RecordedCall call;
    private final PlayOptions options;

    public CallPlayer(RecordedCall call, PlayOptions options) {
        this.call = call;
        this.options = options;
    }

    /** Blocks until every packet is stored and the room's end is accepted. */
    public void play() throws InterruptedException {
        Clock clock = Clock.systemUTC();
        WebhookSender webhooks =
                new WebhookSender(options.to(), new WebhookSigner(options.apiKey(), options.secret(), clock), PATIENCE);
        long endMillis = options.t0Millis() + Math.round(1_000 * call.seconds());
        CallEvents events = new CallEvents(options.roomSid(), call.room(), options.t0Millis(), endMillis);
        AccessTokens tokens = new AccessTokens(ApiKeys.of(options.apiKey(), options.secret()), clock);
        Vertx vertx = Vertx.vertx();
        try {
            webhooks.send(events.roomStarted());
            List<VoiceSource> voices = new ArrayList<>();
            for (CallParticipant participant : call.participants()) {
                webhooks.send(events.participantJoined(participant));
                webhooks.send(events.trackPublished(participant));
                voices.add(new VoiceSource(vertx, participant, options, call.room(), tokens));
            }
            voices.forEach(VoiceSource::open);
            pace(voices);
            for (VoiceSource voice : voices) {
                voice.close(PATIENCE);
                webhooks.send(events.trackUnpublished(voice.participant()));
                webhooks.send(events.participantLeft(voice.participant()));
            }
            webhooks.send(events.roomFinished());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void pace(List<VoiceSource> voices) throws InterruptedException {
        record Due(long captureTicks, VoiceSource voice, CallParticipant.Packet packet) {}
        List<Due> schedule = new ArrayList<>();
        for (VoiceSource voice : voices) {
            voice.participant()
                    .packets()
                    .forEach(packet -> schedule.add(new Due(packet.captureTicks(), voice, packet)));
        }
        schedule.sort(Comparator.comparingLong(Due::captureTicks));
        long start = System.nanoTime();
        for (Due due : schedule) {
            long at = start + (long) (due.captureTicks() * 1e9 / 48_000 / options.speed());
            long wait = at - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            due.voice().send(due.packet(), PATIENCE);
        }
    }
}
