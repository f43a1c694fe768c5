package io.voxlog.livekit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
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
        try {
            SignedToken token = tokens.check(bare(authorization));
            String claimed = token.claims().path("sha256").asText("");
            byte[] expected = WebhookSigner.hash(body).getBytes(StandardCharsets.US_ASCII);
            if (!MessageDigest.isEqual(expected, claimed.getBytes(StandardCharsets.UTF_8))) {
                return new WebhookVerdict.Refused(TokenRefusal.WRONG_HASH);
            }
            long signedAt =
                    token.claims().path("nbf").asLong(token.claims().path("iat").asLong(0));
            return new WebhookVerdict.Accepted(token.issuer(), signedAt * 1_000);
        } catch (RefusedTokenException e) {
            return new WebhookVerdict.Refused(e.refusal());
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
