package io.voxlog.analysis.room;

/**
 * One record that ends a track.
 *
 * @param epoch of its writer
 * @param offset of the record in livekit.audio
 * @param ticks position of the end, 1/48000 s since t0
 */
public record TrackEnd(long epoch, long offset, long ticks) {}
