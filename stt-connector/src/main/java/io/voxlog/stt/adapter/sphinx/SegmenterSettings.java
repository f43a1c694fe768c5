package io.voxlog.stt.adapter.sphinx;

/**
 * How a stream is cut into utterances. A frame is 10 ms.
 *
 * @param speechDecibels how far speech must rise above the noise floor
 * @param leastDecibels below this level (full scale is 0) nothing is speech
 * @param onsetFrames frames of speech, of the last twice as many, that start an utterance
 * @param preRollFrames frames kept before the onset
 * @param hangoverFrames frames without speech that end an utterance
 * @param tailFrames frames kept after the last frame of speech
 * @param longestFrames an utterance is cut at a quiet place before it grows longer than this
 */
record SegmenterSettings(
        double speechDecibels,
        double leastDecibels,
        int onsetFrames,
        int preRollFrames,
        int hangoverFrames,
        int tailFrames,
        int longestFrames) {
    static final SegmenterSettings USUAL = new SegmenterSettings(10, -55, 4, 15, 50, 15, 1_500);
}
