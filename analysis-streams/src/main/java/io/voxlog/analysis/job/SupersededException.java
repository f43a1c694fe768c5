package io.voxlog.analysis.job;

/** Another worker has taken the job over: whatever this one still finds out is dropped. */
public final class SupersededException extends IllegalStateException {
    public SupersededException(String jobId, Throwable cause) {
        super("another worker has taken over " + jobId, cause);
    }
}
