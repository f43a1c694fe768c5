package io.voxlog.analysis.job;

/** An attempt at a job did not succeed. */
public final class AnalysisFailedException extends IllegalStateException {
    private final boolean retryable;
    private final long promptTokens;
    private final long completionTokens;

    /**
     * A failed attempt.
     *
     * @param message what went wrong, without words of the transcript
     * @param retryable whether trying again may help
     */
    public AnalysisFailedException(String message, boolean retryable) {
        this(message, retryable, 0, 0);
    }

    /**
     * A failed attempt that was charged all the same.
     *
     * @param message what went wrong, without words of the transcript
     * @param retryable whether trying again may help
     * @param promptTokens that the provider counted
     * @param completionTokens likewise
     */
    public AnalysisFailedException(String message, boolean retryable, long promptTokens, long completionTokens) {
        super(message);
        this.retryable = retryable;
        this.promptTokens = promptTokens;
        this.completionTokens = completionTokens;
    }

    public long promptTokens() {
        return promptTokens;
    }

    public long completionTokens() {
        return completionTokens;
    }

    public boolean retryable() {
        return retryable;
    }
}
