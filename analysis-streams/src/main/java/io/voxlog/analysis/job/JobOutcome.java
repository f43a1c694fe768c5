package io.voxlog.analysis.job;

/** How a job ended. */
public sealed interface JobOutcome {
    /** Answered. */
    record Completed(AnalysisAnswer answer) implements JobOutcome {}

    /** There was nothing to analyse: nobody said a word. */
    record Skipped() implements JobOutcome {}

    /** Given up. */
    record Failed(String error) implements JobOutcome {}
}
