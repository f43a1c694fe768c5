package io.voxlog.stt.adapter.sphinx;

/**
 * A piece of a stream in which somebody speaks, with a little silence around it. The array is owned by the utterance.
 *
 * @param startSample its first sample in the stream, 16 kHz
 */
@SuppressWarnings("ArrayRecordComponent")
record Utterance(long startSample, short[] pcm) {}
