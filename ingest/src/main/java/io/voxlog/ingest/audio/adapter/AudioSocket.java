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
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a source, from the upgrade until it has ended and nothing of it is on its way to the log. What its
 * messages mean is the business of its dialect. Confined to the verticle's context.
 */
final class AudioSocket {
    private static final Logger log = LoggerFactory.getLogger(AudioSocket.class);
    private static final short NORMAL = 1000;

    /** Why nothing is read from the connection. */
    enum Pause {
        OPENING,
        WINDOW,
        ENCODING
    }

    private final AudioEdge edge;
    private final AudioSockets sockets;
    private final ServerWebSocket socket;
    private final TokenVerdict.Accepted token;
    private final SourceDialect dialect;
    private final Promise<Void> settled = Promise.promise();
    private final Set<Pause> pauses = EnumSet.noneOf(Pause.class);
    private AudioRequest.@Nullable Open open;
    private @Nullable SourceStream stream;
    private boolean over;
    /** The peer has closed; set before {@link #over} if the track is still to be opened for what it said. */
    private boolean gone;

    private boolean goneInPeace;
    private int holds;
    private long heardAtNanos;
    private long pingedAtNanos;

    AudioSocket(
            AudioEdge edge,
            AudioSockets sockets,
            ServerWebSocket socket,
            TokenVerdict.Accepted token,
            Function<AudioSocket, SourceDialect> dialect) {
        this.edge = edge;
        this.sockets = sockets;
        this.socket = socket;
        this.token = token;
        this.heardAtNanos = edge.nanoTime().getAsLong();
        this.pingedAtNanos = heardAtNanos;
        this.dialect = dialect.apply(this);
    }

    void start() {
        sockets.add(this);
        socket.textMessageHandler(text -> heard(() -> dialect.text(text)));
        socket.binaryMessageHandler(bytes -> heard(() -> dialect.binary(bytes)));
        socket.pongHandler(pong -> heard());
        socket.exceptionHandler(fault -> gone(false));
        socket.closeHandler(closed -> {
            Short code = socket.closeStatusCode();
            gone(code != null && code == NORMAL);
        });
        edge.vertx().setTimer(edge.settings().roomWait().toMillis(), timer -> {
            if (open == null) {
                refuse(AudioRefusal.OPEN_TIMEOUT, "no open message came");
            }
        });
        guarded(dialect::started);
    }

    /** The source has named its track. */
    void open(AudioRequest.Open asked) {
        open = asked;
        sockets.named(this);
        new AudioOpening(edge, sockets, this, asked).start();
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
    void streaming(SourceStream opened) {
        stream = opened;
        dialect.streaming(opened);
        if (gone) {
            ended(goneInPeace);
        }
    }

    void send(String text) {
        if (!over && dialect.listens()) {
            socket.writeTextMessage(text);
        }
    }

    /** Reads no further until no reason for that is left. */
    void pause(Pause reason) {
        if (pauses.isEmpty() && !over) {
            socket.pause();
        }
        pauses.add(reason);
    }

    void resume(Pause reason) {
        if (pauses.remove(reason) && pauses.isEmpty()) {
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
        SourceStream streaming = stream;
        if (over && holds == 0 && (streaming == null || streaming.inFlight() == 0)) {
            sockets.remove(this);
            settled.tryComplete();
        }
    }

    void tick(long nowNanos) {
        if (over || gone) {
            return;
        }
        long idle = nowNanos - heardAtNanos;
        if (pauses.isEmpty() && idle > edge.settings().idleTimeout().toNanos()) {
            refuse(AudioRefusal.IDLE, "no sign of life");
            return;
        }
        long every = edge.settings().heartbeat().toNanos();
        if (idle > every && nowNanos - pingedAtNanos > every) {
            pingedAtNanos = nowNanos;
            socket.writePing(Buffer.buffer("voxlog"));
        }
        SourceStream streaming = stream;
        if (streaming != null) {
            guarded(() -> streaming.tick(nowNanos));
        }
    }

    /** Runs a step unless the connection has ended; what is refused ends it. */
    void guarded(Runnable step) {
        if (!over) {
            guardedAlways(step);
        }
    }

    /** As {@link #guarded}, also for what the connection left behind. */
    void guardedAlways(Runnable step) {
        try {
            step.run();
        } catch (AudioRefusedException refused) {
            refuse(refused.refusal(), String.valueOf(refused.getMessage()));
        }
    }

    private void heard(Runnable step) {
        heard();
        guarded(step);
    }

    private void heard() {
        heardAtNanos = edge.nanoTime().getAsLong();
    }

    private void close(short code, String reason) {
        if (!over) {
            ended(false);
            if (gone) {
                return;
            }
            socket.close(code, reason);
            // A paused socket would not read the peer's close frame.
            socket.resume();
        }
    }

    /** The peer has closed, or the connection broke. An opening that is still awaited ends this, however it ends. */
    private void gone(boolean inPeace) {
        if (gone) {
            return;
        }
        gone = true;
        goneInPeace = inPeace;
        if (over || open == null || !dialect.awaitsOpening()) {
            ended(inPeace);
        }
    }

    private void ended(boolean inPeace) {
        if (!over) {
            over = true;
            guardedAlways(() -> dialect.ended(inPeace));
        }
        drained();
    }
}
