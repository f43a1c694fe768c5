package io.voxlog.livekit;

/** What the check of a webhook's signature came to. */
public sealed interface WebhookVerdict {
    /**
     * The body is as its sender signed it.
     *
     * @param issuer the API key it was signed with
     * @param signedAtMillis Unix milliseconds of the token's nbf (or iat), in whole seconds; 0 if it has neither
     */
    record Accepted(String issuer, long signedAtMillis) implements WebhookVerdict {}

    /** Not to be trusted. */
    record Refused(TokenRefusal reason) implements WebhookVerdict {}
}
