package io.voxlog.analysis.job;

import java.util.Set;

/** Something that analyses calls: rules, or a model behind an API. Used by several worker threads at once. */
public interface AnalysisProvider {
    /** Who answers, such as {@code offline}. */
    String name();

    /** What answers, such as {@code rules-1}. */
    String model();

    /** The types of job it can answer. */
    Set<String> types();

    /**
     * Answers one request; blocks until it has.
     *
     * @throws AnalysisFailedException if it cannot; says whether trying again may help
     * @throws InterruptedException if the thread is interrupted, which breaks the attempt off
     */
    AnalysisAnswer run(AnalysisRequest request) throws InterruptedException;
}
