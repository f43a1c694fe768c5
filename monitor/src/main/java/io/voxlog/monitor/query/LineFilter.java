package io.voxlog.monitor.query;

import org.jspecify.annotations.Nullable;

/**
 * Which lines of a transcript. Null is no limit.
 *
 * @param start only lines that end at or after this
 * @param end only lines that start before this
 * @param participant sid or identity
 * @param language a language also stands for its regions: en for en-US
 * @param last only that many, from the end
 */
public record LineFilter(
        @Nullable Moment start,
        @Nullable Moment end,
        @Nullable String participant,
        @Nullable String language,
        @Nullable Integer last) {}
