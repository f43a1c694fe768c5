package io.voxlog.ingest.audio.adapter;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.voxlog.ingest.http.adapter.AuthRefusals;
import io.voxlog.ingest.http.adapter.Problem;
import io.voxlog.ingest.metric.Counters;
import io.voxlog.livekit.AccessTokens;
import io.voxlog.livekit.TokenVerdict;
import io.voxlog.runtime.LogKey;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /audio}: the upgrade to a WebSocket, for a LiveKit room token with roomJoin and canPublish in the
 * Authorization header or the access_token parameter. Runs on the verticle's context.
 */
public final class AudioEndpoint implements Handler<HttpServerRequest> {
    private static final Logger log = LoggerFactory.getLogger(AudioEndpoint.class);

    private final AudioEdge edge;
    private final AudioSockets sockets;
    private final AccessTokens tokens;
    private final AuthRefusals refusals;

    public AudioEndpoint(AudioEdge edge, AudioSockets sockets, AccessTokens tokens, AuthRefusals refusals) {
        this.edge = edge;
        this.sockets = sockets;
        this.tokens = tokens;
        this.refusals = refusals;
    }

    /** Looks after every connection; to be called every {@code progressEvery}. */
    public void tick() {
        long now = edge.nanoTime().getAsLong();
        sockets.all().forEach(socket -> socket.tick(now));
    }

    @Override
    public void handle(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        TokenVerdict verdict = tokens.verify(header == null ? request.getParam("access_token") : header);
        if (verdict instanceof TokenVerdict.Refused refused) {
            edge.counters().count(Counters.AUDIO_REFUSED);
            refusals.send(request, "token not accepted", refused.reason());
            return;
        }
        TokenVerdict.Accepted token = (TokenVerdict.Accepted) verdict;
        boolean mayPublish = token.grants().roomJoin() && token.grants().canPublish();
        if (!mayPublish || token.identity().isEmpty() || token.grants().room().isEmpty()) {
            refuse(
                    request,
                    403,
                    "token not sufficient",
                    "mint a token with an identity, room, roomJoin and canPublish");
        } else if (upgradable(request)) {
            upgrade(request, token, JsonDialect::new);
        }
    }

    /** Whether the request may become a WebSocket; if not, it is answered. */
    boolean upgradable(HttpServerRequest request) {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            refuse(
                    request,
                    426,
                    "not a WebSocket",
                    "connect with a WebSocket client; docs/audio-websocket.md tells how");
            return false;
        }
        if (sockets.count() >= edge.settings().maxSockets()) {
            refuse(request, 503, "too many connections", "connect again later, or to another ingest process");
            return false;
        }
        return true;
    }

    void upgrade(HttpServerRequest request, TokenVerdict.Accepted token, Function<AudioSocket, SourceDialect> dialect) {
        request.toWebSocket()
                .onSuccess(socket -> new AudioSocket(edge, sockets, socket, token, dialect).start())
                .onFailure(fault -> log.atWarn()
                        .setMessage("upgrade to a WebSocket failed")
                        .addKeyValue(LogKey.ERROR, String.valueOf(fault.getMessage()))
                        .log());
    }

    private void refuse(HttpServerRequest request, int status, String title, String detail) {
        edge.counters().count(Counters.AUDIO_REFUSED);
        log.atWarn()
                .setMessage("audio connection refused")
                .addKeyValue(LogKey.REASON, title)
                .log();
        Problem.send(request.response(), status, title, detail);
    }
}
