package io.voxlog.ingest.audio;

/** What the source sent is refused; ends its socket. */
public final class AudioRefusedException extends RuntimeException {
    private final AudioRefusal refusal;

    /** The message says what is wrong in this case. */
    public AudioRefusedException(AudioRefusal refusal, String message) {
        super(message, null, false, false);
        this.refusal = refusal;
    }

    public AudioRefusal refusal() {
        return refusal;
    }
}
