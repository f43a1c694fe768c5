package io.voxlog.monitor.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a room is, as far as its transcript needs it.
 *
 * @param t0 null while nobody has joined
 */
public record RoomHead(String sid, String name, @Nullable Instant t0) {}
