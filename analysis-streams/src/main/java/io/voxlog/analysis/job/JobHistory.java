package io.voxlog.analysis.job;

/**
 * What the log says of a job so far.
 *
 * @param attempts the highest attempt that a worker claimed; 0 = none
 * @param finished there is a result
 */
public record JobHistory(int attempts, boolean finished) {
    public static final JobHistory NONE = new JobHistory(0, false);

    /** A worker claimed this attempt. */
    public JobHistory claimed(int attempt) {
        return new JobHistory(Math.max(attempts, attempt), finished);
    }

    /** A result came. */
    public JobHistory withResult() {
        return new JobHistory(attempts, true);
    }
}
