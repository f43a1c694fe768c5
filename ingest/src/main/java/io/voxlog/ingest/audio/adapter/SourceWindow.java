package io.voxlog.ingest.audio.adapter;

import io.voxlog.ingest.audio.AudioRequest;
import io.voxlog.ingest.audio.AudioSettings;

/**
 * How much a source may have unacknowledged.
 *
 * @param frames of it
 * @param bytes of their payload
 */
record SourceWindow(int frames, int bytes) {
    /** Frames of samples may be short, and are acknowledged when a packet of 20 ms holds them to their end. */
    private static final int MIN_SAMPLE_FRAMES = 4_096;

    /** Frames of 2.5 ms, and bytes at the highest rate of Opus: no live source is to meet this window before ours. */
    private static final int LIVE_FRAMES_PER_SECOND = 400;

    private static final int LIVE_BYTES_PER_SECOND = 64_000;

    static SourceWindow of(AudioRequest.Open open, AudioSettings settings) {
        int frames = settings.windowPackets();
        int bytes = settings.windowBytes();
        if (open.samples().isPresent()) {
            frames = Math.max(frames, MIN_SAMPLE_FRAMES);
        }
        if (open.silenceByArrival()) {
            int seconds = (int) Math.min(3_600, settings.live().buffer().toSeconds() + 1);
            int rate = open.samples()
                    .map(format -> format.frameBytes() * format.sampleRateHz())
                    .orElse(LIVE_BYTES_PER_SECOND);
            frames = Math.max(frames, seconds * LIVE_FRAMES_PER_SECOND);
            bytes = (int) Math.max(bytes, Math.min(Integer.MAX_VALUE, (long) seconds * rate));
        }
        return new SourceWindow(frames, bytes);
    }
}
