package io.voxlog.livekit;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import io.voxlog.runtime.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Mints and verifies the tokens with which LiveKit's egress connects to us: it sends no header, so the token is part of
 * the URL. It is a LiveKit token without any grant in a room, good for one connection; what it is for stands in its
 * attributes, which only whoever holds the API secret can write.
 */
public final class EgressTickets {
    private static final String PREFIX = "voxlog.egress.";

    private final ApiKeys keys;
    private final Clock clock;
    private final TokenCheck tokens;

    public EgressTickets(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.tokens = new TokenCheck(keys, clock);
    }

    /** What the check of a ticket came to. */
    public sealed interface Verdict {
        /**
         * A ticket to trust.
         *
         * @param id of the token, the same only for the same token
         * @param expiresAt when it can be forgotten that it was used; leeway included
         */
        record Accepted(EgressTicket ticket, String issuer, String id, Instant expiresAt) implements Verdict {}

        record Refused(TokenRefusal reason) implements Verdict {}
    }

    /**
     * A token valid from now on.
     *
     * @param apiKey one of the keys; its first secret signs
     * @param ttl how long the egress may take to connect
     */
    public String mint(String apiKey, EgressTicket ticket, Duration ttl) {
        List<Secret> secrets = keys.of(apiKey);
        if (secrets.isEmpty() || ttl.isNegative() || ttl.isZero()) {
            throw new IllegalArgumentException("need a known API key and a positive lifetime");
        }
        Instant now = clock.instant();
        return JWT.create()
                .withIssuer(apiKey)
                .withSubject(ticket.identity())
                .withJWTId(UUID.randomUUID().toString())
                .withNotBefore(now)
                .withExpiresAt(now.plus(ttl))
                .withClaim("video", AccessTokens.nothingIn(ticket.roomName()))
                .withClaim(
                        "attributes",
                        Map.of(
                                PREFIX + "room", ticket.roomSid(),
                                PREFIX + "participant", ticket.participantSid(),
                                PREFIX + "track", ticket.trackSid(),
                                PREFIX + "source", ticket.source()))
                .sign(Algorithm.HMAC256(secrets.get(0).reveal()));
    }

    /** Checks a token; whether it was used before is the caller's to know. */
    public Verdict verify(@Nullable String token) {
        try {
            SignedToken signed = tokens.check(token);
            JsonNode claims = signed.claims();
            JsonNode attributes = claims.path("attributes");
            EgressTicket ticket = new EgressTicket(
                    claims.path("video").path("room").asText(""),
                    attributes.path(PREFIX + "room").asText(""),
                    attributes.path(PREFIX + "participant").asText(""),
                    claims.path("sub").asText(""),
                    attributes.path(PREFIX + "track").asText(""),
                    attributes.path(PREFIX + "source").asText(""));
            String id = claims.path("jti").asText("");
            if (id.isEmpty() || ticket.trackSid().isEmpty() || ticket.roomSid().isEmpty()) {
                return new Verdict.Refused(TokenRefusal.WRONG_PURPOSE);
            }
            Instant end = Instant.ofEpochSecond(claims.path("exp").asLong()).plus(TokenCheck.LEEWAY);
            return new Verdict.Accepted(ticket, signed.issuer(), id, end);
        } catch (RefusedTokenException e) {
            return new Verdict.Refused(e.refusal());
        }
    }
}
