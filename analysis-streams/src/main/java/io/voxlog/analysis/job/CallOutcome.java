package io.voxlog.analysis.job;

import org.jspecify.annotations.Nullable;

/**
 * How one call of a provider went.
 *
 * @param promptTokens that the provider counted; 0 where it counts none
 * @param completionTokens likewise
 * @param error why there is no good answer, without words of the transcript; null if there is one
 */
public record CallOutcome(
        long promptTokens, long completionTokens, @Nullable String error) {
    static CallOutcome of(AnalysisAnswer answer) {
        return new CallOutcome(answer.promptTokens(), answer.completionTokens(), null);
    }

    static CallOutcome of(AnalysisFailedException failure) {
        return new CallOutcome(
                failure.promptTokens(), failure.completionTokens(), String.valueOf(failure.getMessage()));
    }
}
