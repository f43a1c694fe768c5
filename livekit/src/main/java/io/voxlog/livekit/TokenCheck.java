package io.voxlog.livekit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxlog.runtime.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks a compact JWT (RFC 7519, RFC 7515 section 7.1) as LiveKit's own verifier does (livekit/protocol
 * auth/verifier.go): HS256 only, issuer known, exp required, 60 s leeway on nbf, iat and exp. The claims are read
 * before the signature only to learn the issuer; nothing else is done with them until it is proven.
 */
final class TokenCheck {
    static final Duration LEEWAY = Duration.ofSeconds(60);

    /** Far above what LiveKit makes (a token with attributes and room configuration has 1 to 2 KB). */
    private static final int MAX_TOKEN_CHARS = 16 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ApiKeys keys;
    private final Clock clock;

    TokenCheck(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The checked token. */
    SignedToken check(@Nullable String token) throws RefusedTokenException {
        if (token == null || token.isBlank()) {
            throw new RefusedTokenException(TokenRefusal.MISSING);
        }
        String[] parts = token.split("\\.", -1);
        if (token.length() > MAX_TOKEN_CHARS || parts.length != 3) {
            throw new RefusedTokenException(TokenRefusal.MALFORMED);
        }
        JsonNode header = object(parts[0]);
        JsonNode claims = object(parts[1]);
        byte[] signature = decode(parts[2]);
        if (!header.path("alg").asText().equals("HS256") || header.has("crit")) {
            throw new RefusedTokenException(TokenRefusal.BAD_ALGORITHM);
        }
        String issuer = claims.path("iss").asText("");
        checkSignature(issuer, parts[0] + "." + parts[1], signature);
        checkTimes(claims);
        return new SignedToken(issuer, claims);
    }

    private void checkSignature(String issuer, String signed, byte[] signature) throws RefusedTokenException {
        if (keys.of(issuer).isEmpty()) {
            throw new RefusedTokenException(TokenRefusal.UNKNOWN_ISSUER);
        }
        boolean matches = false;
        for (Secret secret : keys.of(issuer)) {
            matches |= MessageDigest.isEqual(hmac(secret, signed), signature);
        }
        if (!matches) {
            throw new RefusedTokenException(TokenRefusal.BAD_SIGNATURE);
        }
    }

    private void checkTimes(JsonNode claims) throws RefusedTokenException {
        long now = clock.instant().getEpochSecond();
        long leeway = LEEWAY.toSeconds();
        if (seconds(claims, "exp", Long.MIN_VALUE) + leeway < now) {
            throw new RefusedTokenException(TokenRefusal.EXPIRED);
        }
        long from = Math.max(seconds(claims, "nbf", 0), seconds(claims, "iat", 0));
        if (from - leeway > now) {
            throw new RefusedTokenException(TokenRefusal.NOT_YET_VALID);
        }
    }

    /** A NumericDate claim; {@code Long.MIN_VALUE} as fallback marks a claim that must be there. */
    private static long seconds(JsonNode claims, String name, long fallback) throws RefusedTokenException {
        JsonNode claim = claims.path(name);
        if (claim.isMissingNode() && fallback != Long.MIN_VALUE) {
            return fallback;
        }
        // Bounded so that adding the leeway cannot overflow.
        if (!claim.isNumber() || Math.abs(claim.asDouble()) > 1e15) {
            throw new RefusedTokenException(TokenRefusal.MALFORMED);
        }
        return claim.asLong();
    }

    private static JsonNode object(String part) throws RefusedTokenException {
        try {
            JsonNode node = JSON.readTree(decode(part));
            if (node == null || !node.isObject()) {
                throw new RefusedTokenException(TokenRefusal.MALFORMED);
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new RefusedTokenException(TokenRefusal.MALFORMED);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory does no I/O", impossible);
        }
    }

    private static byte[] decode(String part) throws RefusedTokenException {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new RefusedTokenException(TokenRefusal.MALFORMED);
        }
    }

    private static byte[] hmac(Secret secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
