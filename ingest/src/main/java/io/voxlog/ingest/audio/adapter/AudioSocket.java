package io.voxlog.ingest.audio.adapter;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.voxlog.ingest.audio.AudioRefusal;
import io.voxlog.ingest.audio.AudioRefusedException;
import io.voxlog.ingest.audio.AudioRequest;
import io.voxlog.ingest.metric.Counters;
import io.voxlog.livekit.TokenVerdict;
import io.voxlog.runtime.LogKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a source: open first, then frames until close, or until something is refused. Confined to the
 * verticle's context.
 */
final class AudioSocket {
    private static final Logger log = LoggerFactory.getLogger(AudioSocket.class);
    private static final short NORMAL = 1000;

    private final AudioEdge edge;
    private final AudioSockets sockets;
    private final ServerWebSocket socket;
    private final TokenVerdict.Accepted token;
    private final Promise<Void> settled = Promise.promise();
    private AudioRequest.@Nullable Open open;
    private @Nullable TrackStream stream;
    private boolean over;
    private boolean paused;
    private int holds;
    private long heardAtNanos;
    private long pingedAtNanos;

    AudioSocket(AudioEdge edge, AudioSockets sockets, ServerWebSocket socket, TokenVerdict.Accepted token) {
        this.edge = edge;
        this.sockets = sockets;
        this.socket = socket;
        this.token = token;
        this.heardAtNanos = edge.nanoTime().getAsLong();
        this.pingedAtNanos = heardAtNanos;
    }

    void start() {
        sockets.add(this);
        socket.textMessageHandler(text -> guarded(() -> request(AudioJson.decode(text))));
        socket.binaryMessageHandler(bytes -> guarded(() -> frame(bytes)));
        socket.pongHandler(pong -> heard());
        socket.exceptionHandler(fault -> end());
        socket.closeHandler(closed -> end());
        edge.vertx().setTimer(edge.settings().roomWait().toMillis(), timer -> {
            if (open == null) {
                refuse(AudioRefusal.OPEN_TIMEOUT, "no open message came");
            }
        });
    }

    /** Empty until the open message came. */
    String roomSid() {
        AudioRequest.Open asked = open;
        return asked == null ? "" : asked.roomSid();
    }

    String trackSid() {
        AudioRequest.Open asked = open;
        return asked == null ? "" : asked.trackSid();
    }

    TokenVerdict.Accepted token() {
        return token;
    }

    boolean over() {
        return over;
    }

    /** Completes when the connection has ended and nothing of it is on its way to the log. */
    Future<Void> settled() {
        return settled.future();
    }

    /** Audio may flow. */
    void streaming(TrackStream opened) {
        stream = opened;
        resume();
    }

    void send(String text) {
        if (!over) {
            socket.writeTextMessage(text);
        }
    }

    /** Reads no further until {@link #resume}: what is under way is as much as may be. */
    void pause() {
        if (!paused && !over) {
            paused = true;
            socket.pause();
        }
    }

    void resume() {
        if (paused) {
            paused = false;
            heard();
            if (!over) {
                socket.resume();
            }
        }
    }

    /** Says why and closes. */
    void refuse(AudioRefusal refusal, String message) {
        if (over) {
            return;
        }
        edge.counters().count(Counters.AUDIO_REFUSED);
        log.atWarn()
                .setMessage("audio connection ended by the server")
                .addKeyValue(LogKey.REASON, refusal.code())
                .addKeyValue(LogKey.ROOM_SID, roomSid())
                .addKeyValue(LogKey.TRACK_SID, trackSid())
                .log();
        send(AudioJson.error(refusal, message));
        close((short) refusal.closeCode(), refusal.code());
    }

    /** Sends the last message and closes in peace. */
    void finish(String lastMessage) {
        send(lastMessage);
        close(NORMAL, "closed");
    }

    /** Something of this connection is on its way to the log; until {@link #release} it is not settled. */
    void hold() {
        holds++;
    }

    void release() {
        holds--;
        drained();
    }

    /** Nothing of this connection is under way any more, if it has ended. */
    void drained() {
        TrackStream streaming = stream;
        if (over && holds == 0 && (streaming == null || streaming.inFlight() == 0)) {
            sockets.remove(this);
            settled.tryComplete();
        }
    }

    void tick(long nowNanos) {
        if (over) {
            return;
        }
        long idle = nowNanos - heardAtNanos;
        if (!paused && idle > edge.settings().idleTimeout().toNanos()) {
            refuse(AudioRefusal.IDLE, "no sign of life");
            return;
        }
        long every = edge.settings().heartbeat().toNanos();
        if (idle > every && nowNanos - pingedAtNanos > every) {
            pingedAtNanos = nowNanos;
            socket.writePing(Buffer.buffer("voxlog"));
        }
        TrackStream streaming = stream;
        if (streaming != null) {
            guarded(() -> streaming.tick(nowNanos));
        }
    }

    private void request(AudioRequest request) {
        heard();
        TrackStream streaming = stream;
        if (streaming != null) {
            streaming.request(request);
        } else if (request instanceof AudioRequest.Open asked && open == null) {
            open = asked;
            sockets.named(this);
            // Whatever follows open waits in the socket until it is answered.
            pause();
            new AudioOpening(edge, sockets, this, asked).start();
        } else {
            throw new AudioRefusedException(AudioRefusal.BAD_MESSAGE, "the first message must be open");
        }
    }

    private void frame(Buffer bytes) {
        heard();
        TrackStream streaming = stream;
        if (streaming == null) {
            throw new AudioRefusedException(AudioRefusal.BAD_MESSAGE, "the first message must be open");
        }
        streaming.frame(bytes.getBytes());
    }

    private void guarded(Runnable step) {
        if (over) {
            return;
        }
        try {
            step.run();
        } catch (AudioRefusedException refused) {
            refuse(refused.refusal(), String.valueOf(refused.getMessage()));
        }
    }

    private void heard() {
        heardAtNanos = edge.nanoTime().getAsLong();
    }

    private void close(short code, String reason) {
        if (!over) {
            end();
            socket.close(code, reason);
            // A paused socket would not read the peer's close frame.
            socket.resume();
        }
    }

    private void end() {
        over = true;
        drained();
    }
}
