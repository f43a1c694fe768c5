package io.voxlog.livekit;

/** Carries a refusal out of the steps of a check; turned into a verdict before it leaves the package. */
final class RefusedTokenException extends Exception {
    private final TokenRefusal refusal;

    RefusedTokenException(TokenRefusal refusal) {
        super(refusal.remedy(), null, false, false);
        this.refusal = refusal;
    }

    TokenRefusal refusal() {
        return refusal;
    }
}
