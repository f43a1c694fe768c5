package io.voxlog.ingest.client.adapter;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.voxlog.ingest.audio.AudioFrame;
import io.voxlog.runtime.Backoff;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends one track to an /audio endpoint and sees it through lost connections and restarts of the server: what is not
 * acknowledged is kept and sent again from where the server says the track stands. Pacing is the caller's. Methods may
 * be called from any thread; futures complete on the client's context.
 *
 * <p>A source that starts over (a player run a second time) sends its packets from sequence 0 again: those the server
 * has are not sent.
 */
public final class AudioSocketClient {
    /** Messages that may wait while the window is full or the connection lost. */
    public static final int MAX_WAITING = 4_096;

    private static final RandomGenerator RANDOM = RandomGenerator.getDefault();
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private final Vertx vertx;
    private final Context context;
    private final URI endpoint;
    private final AudioTrack track;
    private final Supplier<String> token;
    private final Backoff backoff;
    private final WebSocketClient sockets;
    private final Unacked unacked = new Unacked();
    private final Promise<Opened> opened = Promise.promise();
    private final Promise<Void> closed = Promise.promise();
    private final AtomicInteger reconnects = new AtomicInteger();
    private @Nullable WebSocket socket;
    private boolean streaming;
    private boolean closeWanted;
    private boolean closeSent;
    private @Nullable AudioSourceException refusal;
    private int attempts;
    private int windowPackets;
    private int windowBytes;
    private long nextSequence;
    private long storedSequence;

    /**
     * Connects at {@link #open}.
     *
     * @param endpoint such as {@code ws://127.0.0.1:8080/audio}
     * @param token asked anew at each connection: a LiveKit room token with roomJoin and canPublish
     * @param backoff between attempts; they go on until {@link #abandon}
     */
    public AudioSocketClient(Vertx vertx, URI endpoint, AudioTrack track, Supplier<String> token, Backoff backoff) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.endpoint = endpoint;
        this.track = track;
        this.token = token;
        this.backoff = backoff;
        this.sockets =
                vertx.createWebSocketClient(new WebSocketClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS));
    }

    /** Connects; gives where the track stands at the first time, or fails with {@link AudioSourceException}. */
    public Future<Opened> open() {
        context.runOnContext(now -> connect());
        return opened.future();
    }

    /**
     * Sends the track's next packet, or its next samples in the track's form (at most 120 ms), numbered by the order of
     * calls. Completes when it is sent, so that waiting for it keeps to the window; up to {@link #MAX_WAITING} calls
     * may wait at a time.
     *
     * @param captureTicks of its first sample, in ticks of 1/48000 s since the track's start
     * @param payload the packet or the samples; must not be changed afterwards
     */
    public Future<Void> send(long captureTicks, byte[] payload) {
        return enqueue(() -> new Unacked.Packet(new AudioFrame(nextSequence++, captureTicks, payload)));
    }

    /** Says that the source sends nothing before this time. */
    public Future<Void> silence(long toCaptureTicks) {
        return enqueue(() -> new Unacked.Silence(nextSequence, toCaptureTicks));
    }

    /** Says that this many packets and all audio before this time are lost for good. */
    public Future<Void> gap(int packets, long toCaptureTicks) {
        return enqueue(() -> {
            long from = nextSequence;
            nextSequence += packets;
            return new Unacked.Gap(from, nextSequence, toCaptureTicks);
        });
    }

    /** Ends the track; completes when the server has confirmed that all of it is on the log. */
    public Future<Void> close() {
        context.runOnContext(now -> {
            closeWanted = true;
            pump();
        });
        return closed.future();
    }

    /** Gives up: nothing more is sent, futures fail; the track stays open on the server until its patience ends. */
    public void abandon() {
        context.runOnContext(now -> end(new AudioSourceException("abandoned", "the source was abandoned")));
    }

    /** How often the connection was lost and an attempt made to connect again. */
    public int reconnects() {
        return reconnects.get();
    }

    /** Drops the connection; it is made again at once, and goes on where the server stands. */
    public void cutConnection() {
        context.runOnContext(now -> {
            WebSocket current = socket;
            if (current != null) {
                current.close((short) 4000);
            }
        });
    }

    private Future<Void> enqueue(Supplier<Unacked.Message> next) {
        Promise<Void> sent = Promise.promise();
        context.runOnContext(now -> {
            AudioSourceException refused = refusal;
            if (refused != null) {
                sent.fail(refused);
            } else if ((closeWanted && !closed.future().succeeded()) || unacked.waiting() >= MAX_WAITING) {
                sent.fail(new IllegalStateException(
                        closeWanted ? "the track is closed" : "too many messages wait; wait for the futures"));
            } else {
                Unacked.Message message = next.get();
                boolean known = closed.future().succeeded()
                        || (message instanceof Unacked.Packet && message.nextSequence() <= storedSequence);
                if (known) {
                    sent.complete();
                } else {
                    unacked.add(message, sent);
                    pump();
                }
            }
        });
        return sent.future();
    }

    private void connect() {
        if (closed.future().isComplete()) {
            return;
        }
        sockets.connect(new WebSocketConnectOptions()
                        .setAbsoluteURI(endpoint.toString())
                        .putHeader("Authorization", "Bearer " + token.get()))
                .onSuccess(this::connected)
                .onFailure(this::notConnected);
    }

    private void connected(WebSocket made) {
        if (closed.future().isComplete()) {
            made.close();
            return;
        }
        socket = made;
        made.textMessageHandler(text -> received(made, new JsonObject(text)));
        made.exceptionHandler(fault -> lost(made));
        made.closeHandler(end -> lost(made));
        made.writeTextMessage(SourceMessages.open(track));
    }

    /** A token that is refused stays refused; everything else may pass. */
    private void notConnected(Throwable fault) {
        if (fault instanceof UpgradeRejectedException rejected
                && rejected.getStatus() >= 400
                && rejected.getStatus() < 500
                && rejected.getStatus() != 429) {
            String body = rejected.getBody() == null ? "" : ": " + rejected.getBody();
            end(new AudioSourceException(
                    "upgrade_refused", endpoint + " refused the connection with " + rejected.getStatus() + body));
        } else {
            reconnect();
        }
    }

    private void lost(WebSocket gone) {
        if (socket == gone) {
            socket = null;
            streaming = false;
            reconnect();
        }
    }

    private void reconnect() {
        if (!closed.future().isComplete()) {
            attempts++;
            reconnects.incrementAndGet();
            long wait = Math.max(1, backoff.after(attempts, RANDOM).toMillis());
            vertx.setTimer(wait, timer -> connect());
        }
    }

    private void received(WebSocket from, JsonObject message) {
        if (socket != from) {
            return;
        }
        switch (message.getString("type", "")) {
            case "opened" -> opened(message);
            case "ack" -> acknowledged(message);
            case "closed" -> end(null);
            case "error" -> refused(message);
            default -> {
                // A newer server may say more; what matters is above.
            }
        }
    }

    private void opened(JsonObject message) {
        Opened state = new Opened(
                message.getLong("nextSequence", 0L),
                message.getLong("captureTicks", 0L),
                message.getLong("startTicks", 0L),
                message.getBoolean("closed", false));
        opened.tryComplete(state);
        if (state.closed()) {
            end(null);
            return;
        }
        attempts = 0;
        windowPackets = message.getInteger("windowPackets", 1);
        windowBytes = message.getInteger("windowBytes", 1);
        storedSequence = Math.max(storedSequence, state.nextSequence());
        unacked.resume(state.nextSequence(), state.captureTicks());
        streaming = true;
        closeSent = false;
        pump();
    }

    private void acknowledged(JsonObject message) {
        long next = message.getLong("sequence", -1L) + 1;
        storedSequence = Math.max(storedSequence, next);
        unacked.acknowledged(next, message.getLong("captureTicks", 0L));
        pump();
    }

    private void refused(JsonObject message) {
        if (!message.getBoolean("retryable", false)) {
            end(new AudioSourceException(
                    message.getString("code", ""),
                    message.getString("code") + ": " + message.getString("message") + "; remedy: "
                            + message.getString("remedy")));
        }
    }

    private void pump() {
        WebSocket current = socket;
        if (current == null || !streaming) {
            return;
        }
        for (Unacked.Message next = unacked.next(windowPackets, windowBytes); next != null; ) {
            SourceMessages.write(current, next);
            next = unacked.next(windowPackets, windowBytes);
        }
        if (closeWanted && !closeSent && unacked.waiting() == 0) {
            closeSent = true;
            current.writeTextMessage(SourceMessages.CLOSE);
        }
    }

    /** The end, with or without a fault. */
    private void end(@Nullable AudioSourceException fault) {
        refusal = fault;
        streaming = false;
        unacked.drop(fault);
        WebSocket current = socket;
        socket = null;
        if (fault == null) {
            closed.tryComplete();
        } else {
            opened.tryFail(fault);
            closed.tryFail(fault);
        }
        if (current != null) {
            current.close();
        }
        sockets.close();
    }
}
