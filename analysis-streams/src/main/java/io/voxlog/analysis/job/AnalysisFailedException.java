package io.voxlog.analysis.job;

/** An attempt at a job did not succeed. */
public final class AnalysisFailedException extends IllegalStateException {
    private final boolean retryable;

    /**
     * A failed attempt.
     *
     * @param message what went wrong, without words of the transcript
     * @param retryable whether trying again may help
     */
    public AnalysisFailedException(String message, boolean retryable) {
        super(message);
        this.retryable = retryable;
    }

    public boolean retryable() {
        return retryable;
    }
}
