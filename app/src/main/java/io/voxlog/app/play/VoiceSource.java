package io.voxlog.app.play;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxlog.ingest.client.adapter.AudioSocketClient;
import io.voxlog.ingest.client.adapter.AudioTrack;
import io.voxlog.livekit.AccessTokens;
import io.voxlog.livekit.RoomGrants;
import io.voxlog.runtime.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One voice of a played call on its audio socket. Used by one thread. */
final class VoiceSource {
    private static final int MAX_WAITING = 2_000;
    private static final Duration TOKEN_TTL = Duration.ofMinutes(5);
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofSeconds(2));

    private final CallParticipant participant;
    private final AudioSocketClient client;
    private final Deque<Future<Void>> waiting = new ArrayDeque<>();

    VoiceSource(Vertx vertx, CallParticipant participant, PlayOptions options, String room, AccessTokens tokens) {
        this.participant = participant;
        String identity = participant.identity();
        String roomSid = options.roomSid();
        this.client = new AudioSocketClient(
                vertx,
                endpoint(options.to()),
                AudioTrack.recorded(roomSid, Sids.track(roomSid, identity), Sids.participant(roomSid, identity), 0),
                () -> tokens.mint(options.apiKey(), identity, RoomGrants.publisher(room), TOKEN_TTL),
                BACKOFF);
    }

    CallParticipant participant() {
        return participant;
    }

    void open() {
        waiting.add(client.open().mapEmpty());
    }

    /** Sends a packet; waits while too many are on their way. */
    void send(CallParticipant.Packet packet, Duration patience) throws InterruptedException {
        waiting.add(client.send(packet.captureTicks(), packet.opus()));
        while (!waiting.isEmpty()
                && (waiting.size() > MAX_WAITING || waiting.peek().isComplete())) {
            await(waiting.remove(), patience);
        }
    }

    /** Ends the track and waits until all of it is stored. */
    void close(Duration patience) throws InterruptedException {
        await(client.close(), patience);
    }

    private void await(Future<Void> future, Duration patience) throws InterruptedException {
        try {
            future.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new PlayFailedException("the audio of " + participant.identity() + " was not taken", e.getCause());
        } catch (TimeoutException e) {
            throw new PlayFailedException(
                    "the audio of " + participant.identity() + " was not stored within " + patience.toSeconds()
                            + " s: is the receiver up?",
                    e);
        }
    }

    private static URI endpoint(URI base) {
        return URI.create(base.resolve("/audio").toString().replaceFirst("^http", "ws"));
    }
}
