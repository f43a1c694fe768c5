package io.voxlog.analysis.job;

/**
 * The write-ahead log of one job, as its worker writes it. Each entry is durable when the method returns. Every method
 * throws {@link SupersededException} once another worker has opened the job's ledger after this one.
 */
public interface JobLedger {
    /** This attempt begins. */
    void claimed(int attempt);

    /** The provider is about to be asked; the time it takes counts from here. */
    void called(int attempt, AnalysisProvider provider);

    /** The provider that was {@link #called} last has answered, or has not. */
    void answered(int attempt, AnalysisProvider provider, CallOutcome outcome);

    /** This attempt did not succeed. */
    void failed(int attempt, AnalysisProvider provider, String cause);

    /** The job is over: the result is written together with the note of it. */
    void finished(int attempt, AnalysisProvider provider, JobOutcome outcome);
}
