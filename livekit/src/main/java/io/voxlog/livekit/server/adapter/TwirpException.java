package io.voxlog.livekit.server.adapter;

/** LiveKit did not do what was asked, or could not be reached. The message holds neither token nor secret. */
public final class TwirpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    TwirpException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Twirp's code, such as not_found, permission_denied, unavailable. */
    public String code() {
        return code;
    }

    /** Whether the same call may succeed later. */
    public boolean retryable() {
        return code.equals("unavailable") || code.equals("resource_exhausted") || code.equals("deadline_exceeded");
    }
}
