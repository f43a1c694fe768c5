package io.voxlog.audio.track;

/** Where a track's frames go, in order. */
@FunctionalInterface
public interface FrameSink {
    void write(PcmFrame frame);
}
