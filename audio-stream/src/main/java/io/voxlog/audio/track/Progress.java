package io.voxlog.audio.track;

/**
 * The writer says that everything before {@code toTicks} is on the log and that no packet lies from {@code fromTicks}
 * on.
 *
 * @param epoch of its writer
 * @param gap true: audio that existed is missing; false: the source sent nothing
 * @param fromTicks start, ticks of 1/48000 s since t0
 * @param toTicks end
 * @param offset of its record in livekit.audio
 */
public record Progress(long epoch, boolean gap, long fromTicks, long toTicks, long offset) {}
