package io.voxlog.analysis.job;

import java.util.Map;

/**
 * What a provider answers.
 *
 * @param result of the job's type; maps, lists, strings, numbers and booleans only, keys in a fixed order
 * @param metadata further facts on how it came about, for the output's metadata
 * @param promptTokens 0 where the provider counts none
 * @param completionTokens likewise
 */
public record AnalysisAnswer(
        Map<String, Object> result, Map<String, Object> metadata, long promptTokens, long completionTokens) {}
