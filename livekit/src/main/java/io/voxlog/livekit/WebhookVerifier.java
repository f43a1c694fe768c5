package io.voxlog.livekit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies LiveKit webhooks over the raw bytes of the body, before anything parses them. The Authorization header is a
 * JWT whose sha256 claim is the padded standard base64 of the body's SHA-256 (livekit/protocol
 * webhook/url_notifier.go); LiveKit sends it without "Bearer ", which is tolerated.
 */
public final class WebhookVerifier {
    private final TokenCheck tokens;

    public WebhookVerifier(ApiKeys keys, Clock clock) {
        this.tokens = new TokenCheck(keys, clock);
    }

    /**
     * Checks one request.
     *
     * @param authorization the header as it came, or null
     * @param body as it came; read only
     */
    public WebhookVerdict verify(@Nullable String authorization, byte[] body) {
        return claim(authorization).over(body);
    }

    /** Checks what can be checked before the body has come: whoever cannot sign is not to make us read. */
    public Claim claim(@Nullable String authorization) {
        try {
            return new Claim(tokens.check(bare(authorization)), null);
        } catch (RefusedTokenException e) {
            return new Claim(null, e.refusal());
        }
    }

    /** What a request's token claims of its body. */
    public static final class Claim {
        private final @Nullable SignedToken token;
        private final @Nullable TokenRefusal refusal;

        private Claim(@Nullable SignedToken token, @Nullable TokenRefusal refusal) {
            this.token = token;
            this.refusal = refusal;
        }

        /** Why no body can be accepted with this token; empty if one can. */
        public Optional<TokenRefusal> refusal() {
            return Optional.ofNullable(refusal);
        }

        /** The verdict over the body as it came; read only. */
        public WebhookVerdict over(byte[] body) {
            SignedToken signed = token;
            if (signed == null) {
                return new WebhookVerdict.Refused(Objects.requireNonNull(refusal));
            }
            String claimed = signed.claims().path("sha256").asText("");
            byte[] expected = WebhookSigner.hash(body).getBytes(StandardCharsets.US_ASCII);
            if (!MessageDigest.isEqual(expected, claimed.getBytes(StandardCharsets.UTF_8))) {
                return new WebhookVerdict.Refused(TokenRefusal.WRONG_HASH);
            }
            long signedAt = signed.claims()
                    .path("nbf")
                    .asLong(signed.claims().path("iat").asLong(0));
            return new WebhookVerdict.Accepted(signed.issuer(), signedAt * 1_000);
        }
    }

    /** The token without an authentication scheme before it (RFC 6750 section 2.1; the scheme ignores case). */
    static @Nullable String bare(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        String stripped = authorization.strip();
        boolean scheme = stripped.regionMatches(true, 0, "Bearer", 0, 6)
                && (stripped.length() == 6 || Character.isWhitespace(stripped.charAt(6)));
        return scheme ? stripped.substring(6).strip() : stripped;
    }
}
