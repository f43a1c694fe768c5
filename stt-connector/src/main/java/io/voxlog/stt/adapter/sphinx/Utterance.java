package io.voxlog.stt.adapter.sphinx;

/**
 * A piece of a stream in which somebody speaks, with a little silence around it. The array is owned by the utterance.
 * Positions are samples of the stream, 16 kHz.
 *
 * @param startSample first sample of the PCM
 * @param speechStart first sample of the speech in it
 * @param speechEnd the sample after the last of the speech
 */
@SuppressWarnings("ArrayRecordComponent")
record Utterance(long startSample, short[] pcm, long speechStart, long speechEnd) {
    long endSample() {
        return startSample + pcm.length;
    }
}
