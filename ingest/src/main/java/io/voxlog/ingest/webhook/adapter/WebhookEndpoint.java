package io.voxlog.ingest.webhook.adapter;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.voxlog.ingest.http.adapter.AuthRefusals;
import io.voxlog.ingest.http.adapter.BoundedBody;
import io.voxlog.ingest.http.adapter.Problem;
import io.voxlog.ingest.log.adapter.LogWriter;
import io.voxlog.ingest.metric.Counters;
import io.voxlog.ingest.webhook.SeenEvents;
import io.voxlog.livekit.TokenRefusal;
import io.voxlog.livekit.WebhookVerdict;
import io.voxlog.livekit.WebhookVerifier;
import io.voxlog.runtime.LogKey;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /webhooks/livekit}: raw bytes, verified, parsed, on the log, then 200. LiveKit retries 5xx and gives up
 * on 4xx, so what may succeed later is a 503. Handlers run on the verticle's context.
 */
public final class WebhookEndpoint implements Handler<HttpServerRequest> {
    /** Every event name of the protocol; others are stored just the same. */
    static final Set<String> EVENTS = Set.of(
            "room_started",
            "room_finished",
            "participant_joined",
            "participant_left",
            "participant_connection_aborted",
            "track_published",
            "track_unpublished",
            "egress_started",
            "egress_updated",
            "egress_ended",
            "ingress_started",
            "ingress_ended",
            "agent_job_started",
            "agent_job_ended");

    private static final Logger log = LoggerFactory.getLogger(WebhookEndpoint.class);

    /**
     * What the endpoint is told.
     *
     * @param maxBytes largest body
     * @param storeTimeout when to give up on Kafka and answer 503
     * @param bodyTimeout when to give up on the body and answer 408
     * @param serverNames configured name of a server by its API key; the key itself where there is none
     * @param organizationConfigured whether an unresolved organization is worth counting
     */
    public record Settings(
            int maxBytes,
            Duration storeTimeout,
            Duration bodyTimeout,
            Map<String, String> serverNames,
            boolean organizationConfigured) {
        public Settings {
            serverNames = Map.copyOf(serverNames);
        }
    }

    /** Tells who calls, and answers those who cannot be told. */
    public record Callers(WebhookVerifier verifier, AuthRefusals refusals) {}

    private final Vertx vertx;
    private final WebhookVerifier verifier;
    private final AuthRefusals refusals;
    private final WebhookMapping mapping;
    private final SeenEvents seen;
    private final LogWriter events;
    private final Counters counters;
    private final Settings settings;

    public WebhookEndpoint(
            Vertx vertx,
            Callers callers,
            WebhookMapping mapping,
            SeenEvents seen,
            LogWriter events,
            Counters counters,
            Settings settings) {
        this.vertx = vertx;
        this.verifier = callers.verifier();
        this.refusals = callers.refusals();
        this.mapping = mapping;
        this.seen = seen;
        this.events = events;
        this.counters = counters;
        this.settings = settings;
    }

    /**
     * Loads what the first webhook needs: LiveKit's descriptors take up to a second, which the sender of that webhook
     * would wait for. Blocks; on any thread, before the first request.
     */
    public void warmUp() {
        byte[] sample = "{\"event\":\"room_started\",\"room\":{},\"participant\":{},\"track\":{}}"
                .getBytes(StandardCharsets.UTF_8);
        verifier.verify("a.b.c", sample);
        try {
            mapping.map(sample, "", 0);
        } catch (IOException e) {
            throw new IllegalStateException("the sample is a webhook", e);
        }
    }

    @Override
    public void handle(HttpServerRequest request) {
        WebhookVerifier.Claim claim = verifier.claim(request.getHeader("Authorization"));
        if (claim.refusal().isPresent()) {
            notVerified(request, claim.refusal().get());
            return;
        }
        BoundedBody.read(vertx, request, settings.maxBytes(), settings.bodyTimeout())
                .onSuccess(body -> verified(request, body, claim))
                .onFailure(fault -> unread(request, fault));
    }

    private void unread(HttpServerRequest request, Throwable fault) {
        counters.count(Counters.WEBHOOK_REFUSED);
        request.response().putHeader("Connection", "close");
        if (fault instanceof BoundedBody.TooLargeException) {
            Problem.send(
                    request.response(),
                    413,
                    "body too large",
                    fault.getMessage() + "; raise INGEST_MAX_WEBHOOK_BYTES if LiveKit really sends more");
        } else if (fault instanceof BoundedBody.TooSlowException) {
            counters.count(Counters.REQUESTS_TIMED_OUT);
            Problem.send(request.response(), 408, "body too slow", fault.getMessage() + "; send it again");
        } else {
            Problem.send(request.response(), 400, "body not readable", "the request ended early; send it again");
        }
    }

    private void verified(HttpServerRequest request, byte[] body, WebhookVerifier.Claim claim) {
        WebhookVerdict verdict = claim.over(body);
        if (verdict instanceof WebhookVerdict.Accepted accepted) {
            parsed(request, body, accepted);
        } else {
            notVerified(request, ((WebhookVerdict.Refused) verdict).reason());
        }
    }

    private void notVerified(HttpServerRequest request, TokenRefusal reason) {
        counters.count(Counters.WEBHOOK_REFUSED);
        refusals.send(request, "webhook not verified", reason);
    }

    private void parsed(HttpServerRequest request, byte[] body, WebhookVerdict.Accepted accepted) {
        String serverId = settings.serverNames().getOrDefault(accepted.issuer(), accepted.issuer());
        try {
            ReceivedEvent received = mapping.map(body, serverId, accepted.signedAtMillis());
            count(received);
            store(request, received);
        } catch (IOException e) {
            counters.count(Counters.WEBHOOK_REFUSED);
            log.atWarn().setMessage("webhook not understood").log();
            Problem.send(
                    request.response(),
                    400,
                    "body not understood",
                    "the signature is right, but the body is no WebhookEvent in protobuf JSON");
        }
    }

    private void count(ReceivedEvent received) {
        if (!EVENTS.contains(received.event().getType())) {
            counters.count(Counters.WEBHOOK_UNKNOWN_EVENTS);
        }
        counters.count(Counters.WEBHOOK_UNKNOWN_FIELDS, received.unknownFields().size());
        if (settings.organizationConfigured()
                && received.fullRoom()
                && received.event().getOrganizationId() == null) {
            counters.count(Counters.ORGANIZATION_UNRESOLVED);
        }
    }

    private void store(HttpServerRequest request, ReceivedEvent received) {
        RoomEvent event = received.event();
        seen.store(event.getId(), () -> append(received).toCompletionStage()).whenComplete((outcome, fault) -> {
            if (fault != null) {
                counters.count(Counters.WEBHOOK_NOT_STORED);
                log.atError()
                        .setMessage("webhook not stored")
                        .addKeyValue(LogKey.EVENT_ID, event.getId())
                        .addKeyValue(LogKey.ERROR, LogWriter.cause(fault).toString())
                        .log();
                Problem.send(
                        request.response(),
                        503,
                        "event not stored",
                        "Kafka did not acknowledge the event; LiveKit will send it again. Check the broker");
                return;
            }
            boolean duplicate = outcome == SeenEvents.Outcome.DUPLICATE;
            counters.count(duplicate ? Counters.WEBHOOK_DUPLICATES : Counters.WEBHOOK_STORED);
            request.response().setStatusCode(200).end();
        });
    }

    /** Completes on this context, in any case within the timeout; a record still waiting by then is taken back. */
    private Future<Long> append(ReceivedEvent received) {
        CompletableFuture<Long> stored = events.append(Topics.LIVEKIT_EVENTS, received.key(), received.event());
        Context context = vertx.getOrCreateContext();
        Promise<Long> result = Promise.promise();
        long timer = vertx.setTimer(settings.storeTimeout().toMillis(), id -> {
            // Acknowledged after all, the event comes back through the tail of the topic and is then a known one.
            result.tryFail("no acknowledgement within " + settings.storeTimeout());
            stored.cancel(false);
        });
        stored.whenComplete((offset, fault) -> context.runOnContext(done -> {
            vertx.cancelTimer(timer);
            if (fault == null) {
                result.tryComplete(offset);
            } else {
                result.tryFail(fault);
            }
        }));
        return result.future();
    }
}
