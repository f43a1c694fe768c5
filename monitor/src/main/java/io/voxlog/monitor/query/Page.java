package io.voxlog.monitor.query;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list.
 *
 * @param limit rows at most
 * @param after null for the first page
 */
public record Page(int limit, @Nullable Cursor after) {}
