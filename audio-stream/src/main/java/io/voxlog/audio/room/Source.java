package io.voxlog.audio.room;

/**
 * Where a record stands in its partition of livekit.audio.
 *
 * @param roomSid from its key
 * @param offset of the record
 * @param timestampMillis of the record, Unix milliseconds; only a hint where to search
 */
public record Source(String roomSid, long offset, long timestampMillis) {}
