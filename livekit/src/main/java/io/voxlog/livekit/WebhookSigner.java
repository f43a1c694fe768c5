package io.voxlog.livekit;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.voxlog.runtime.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Signs webhooks as a LiveKit server does: HS256, iss, nbf = iat = now, exp five minutes later, sha256 of the body. */
public final class WebhookSigner {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final String apiKey;
    private final Algorithm algorithm;
    private final Clock clock;

    public WebhookSigner(String apiKey, Secret secret, Clock clock) {
        this.apiKey = apiKey;
        this.algorithm = Algorithm.HMAC256(secret.reveal());
        this.clock = clock;
    }

    /** The value of the Authorization header for this body. */
    public String sign(byte[] body) {
        Instant now = clock.instant();
        return JWT.create()
                .withIssuer(apiKey)
                .withNotBefore(now)
                .withIssuedAt(now)
                .withExpiresAt(now.plus(LIFETIME))
                .withClaim("sha256", hash(body))
                .sign(algorithm);
    }

    /** Padded standard base64 of the SHA-256. */
    static String hash(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
