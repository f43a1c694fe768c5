package io.voxlog.livekit;

import java.time.Instant;

/** What the check of a room token came to. */
public sealed interface TokenVerdict {
    /**
     * A token to trust.
     *
     * @param issuer the API key it was signed with
     * @param identity of the participant; empty if the token names none
     * @param expiresAt the end of its time, without leeway
     */
    record Accepted(String issuer, String identity, RoomGrants grants, Instant expiresAt) implements TokenVerdict {}

    /** Not to be trusted. */
    record Refused(TokenRefusal reason) implements TokenVerdict {}
}
