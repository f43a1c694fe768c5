package io.voxlog.ingest.audio.adapter;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.voxlog.ingest.audio.UsedTickets;
import io.voxlog.ingest.http.adapter.AuthRefusals;
import io.voxlog.ingest.metric.Counters;
import io.voxlog.livekit.EgressTickets;
import io.voxlog.livekit.RoomGrants;
import io.voxlog.livekit.TokenRefusal;
import io.voxlog.livekit.TokenVerdict;

/**
 * {@code GET /audio/egress?token=…}: the upgrade to a WebSocket for LiveKit's track egress, once for each ticket. Runs
 * on the verticle's context.
 */
public final class EgressEndpoint implements Handler<HttpServerRequest> {
    private final AudioEndpoint audio;
    private final AudioEdge edge;
    private final EgressTickets tickets;
    private final AuthRefusals refusals;
    private final UsedTickets used = new UsedTickets();

    public EgressEndpoint(AudioEndpoint audio, AudioEdge edge, EgressTickets tickets, AuthRefusals refusals) {
        this.audio = audio;
        this.edge = edge;
        this.tickets = tickets;
        this.refusals = refusals;
    }

    @Override
    public void handle(HttpServerRequest request) {
        EgressTickets.Verdict verdict = tickets.verify(request.getParam("token"));
        if (verdict instanceof EgressTickets.Verdict.Refused refused) {
            edge.counters().count(Counters.AUDIO_REFUSED);
            refusals.send(request, "ticket not accepted", refused.reason());
            return;
        }
        EgressTickets.Verdict.Accepted accepted = (EgressTickets.Verdict.Accepted) verdict;
        if (!audio.upgradable(request)) {
            return;
        }
        if (!used.use(accepted.id(), accepted.expiresAt(), edge.clock().instant())) {
            edge.counters().count(Counters.AUDIO_REFUSED);
            refusals.send(request, "ticket not accepted", TokenRefusal.USED);
            return;
        }
        TokenVerdict.Accepted token = new TokenVerdict.Accepted(
                accepted.issuer(),
                accepted.ticket().identity(),
                RoomGrants.publisher(accepted.ticket().roomName()),
                accepted.expiresAt());
        audio.upgrade(request, token, socket -> new EgressDialect(edge, socket, accepted.ticket()));
    }
}
