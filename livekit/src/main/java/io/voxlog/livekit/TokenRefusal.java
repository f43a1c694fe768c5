package io.voxlog.livekit;

/** Why a token is not accepted. */
public enum TokenRefusal {
    MISSING("no token: send LiveKit's JWT in the Authorization header"),
    MALFORMED("not a JWT in compact form with the claims of a LiveKit token"),
    UNKNOWN_ISSUER("the token's iss is no API key known here: add the key to the configuration"),
    BAD_ALGORITHM("only HS256 tokens are accepted"),
    BAD_SIGNATURE("the signature does not match the secret configured for this API key"),
    EXPIRED("the token has expired, more than 60 s ago by the clock here: check both clocks"),
    NOT_YET_VALID("the token becomes valid more than 60 s ahead of the clock here: check both clocks"),
    WRONG_PURPOSE("the token is for something else: a track egress needs the one that was minted when it was started"),
    USED("the token was used before: start the egress again, which mints a new one"),
    WRONG_HASH("the sha256 claim is not that of the body: the body was changed on its way, or re-encoded");

    private final String remedy;

    TokenRefusal(String remedy) {
        this.remedy = remedy;
    }

    /** Cause and remedy in one sentence; holds nothing of the token. */
    public String remedy() {
        return remedy;
    }
}
