package io.voxlog.livekit;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import io.voxlog.runtime.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mints and verifies LiveKit room tokens (claims as in livekit/protocol auth/grants.go). */
public final class AccessTokens {
    private final ApiKeys keys;
    private final Clock clock;
    private final TokenCheck tokens;

    public AccessTokens(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.tokens = new TokenCheck(keys, clock);
    }

    /**
     * A token valid from now on. Every grant is written out: LiveKit reads an absent canPublish, canSubscribe or
     * canPublishData as true.
     *
     * @param apiKey one of the keys; its first secret signs
     * @param identity of the participant, not empty
     * @param ttl how long it is valid
     */
    public String mint(String apiKey, String identity, RoomGrants grants, Duration ttl) {
        List<Secret> secrets = keys.of(apiKey);
        if (secrets.isEmpty() || identity.isEmpty() || ttl.isNegative() || ttl.isZero()) {
            throw new IllegalArgumentException("need a known API key, an identity and a positive lifetime");
        }
        Map<String, Object> video = new LinkedHashMap<>();
        video.put("room", grants.room());
        video.put("roomJoin", grants.roomJoin());
        video.put("canPublish", grants.canPublish());
        if (!grants.canPublishSources().isEmpty()) {
            video.put("canPublishSources", grants.canPublishSources());
        }
        video.put("canSubscribe", grants.canSubscribe());
        video.put("canPublishData", grants.canPublishData());
        Instant now = clock.instant();
        return JWT.create()
                .withIssuer(apiKey)
                .withSubject(identity)
                .withNotBefore(now)
                .withIssuedAt(now)
                .withExpiresAt(now.plus(ttl))
                .withClaim("video", video)
                .sign(Algorithm.HMAC256(secrets.get(0).reveal()));
    }

    /**
     * A token for LiveKit's server API.
     *
     * @param apiKey one of the keys; its first secret signs
     * @param video the grants that the call needs and no others, such as roomRecord
     */
    public String mintForServer(String apiKey, Map<String, Object> video, Duration ttl) {
        List<Secret> secrets = keys.of(apiKey);
        if (secrets.isEmpty() || ttl.isNegative() || ttl.isZero()) {
            throw new IllegalArgumentException("need a known API key and a positive lifetime");
        }
        Instant now = clock.instant();
        return JWT.create()
                .withIssuer(apiKey)
                .withNotBefore(now)
                .withExpiresAt(now.plus(ttl))
                .withClaim("video", video)
                .sign(Algorithm.HMAC256(secrets.get(0).reveal()));
    }

    /** A grant that names a room and allows nothing in it; every part is written out, as absent ones count as true. */
    static Map<String, Object> nothingIn(String room) {
        return Map.of(
                "room", room,
                "roomJoin", false,
                "canPublish", false,
                "canSubscribe", false,
                "canPublishData", false);
    }

    /**
     * Checks a token.
     *
     * @param token the JWT, with or without "Bearer " before it, or null
     */
    public TokenVerdict verify(@Nullable String token) {
        try {
            SignedToken signed = tokens.check(WebhookVerifier.bare(token));
            JsonNode claims = signed.claims();
            return new TokenVerdict.Accepted(
                    signed.issuer(),
                    claims.path("sub").asText(""),
                    grants(claims.path("video")),
                    Instant.ofEpochSecond(claims.path("exp").asLong()));
        } catch (RefusedTokenException e) {
            return new TokenVerdict.Refused(e.refusal());
        }
    }

    private static RoomGrants grants(JsonNode video) {
        List<String> sources = new ArrayList<>();
        video.path("canPublishSources").forEach(source -> sources.add(source.asText()));
        return new RoomGrants(
                video.path("room").asText(""),
                video.path("roomJoin").asBoolean(false),
                video.path("canPublish").asBoolean(true),
                sources,
                video.path("canSubscribe").asBoolean(true),
                video.path("canPublishData").asBoolean(true));
    }
}
