package io.voxlog.audio.track;

/**
 * A piece of a track. Each starts where the one before it ended.
 *
 * @param kind what it holds
 * @param positionTicks where it starts, ticks of 1/48000 s since t0
 * @param endTicks where it ends
 * @param epoch of the audio it was made from
 * @param sourceOffset in livekit.audio of the record it was made from
 * @param samples s16le mono at 16 kHz, empty for {@link FrameKind#GAP} and {@link FrameKind#END}; the array is the
 *     pipeline's and used again: whoever receives the frame must be done with it when the call returns
 */
@SuppressWarnings("ArrayRecordComponent") // handed from pipeline to producer, never compared
public record PcmFrame(
        FrameKind kind, long positionTicks, long endTicks, long epoch, long sourceOffset, byte[] samples) {}
