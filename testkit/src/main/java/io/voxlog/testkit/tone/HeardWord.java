package io.voxlog.testkit.tone;

/**
 * A tone-coded word found in a stream.
 *
 * @param startSample first sample, 16 kHz, from the first sample of the stream
 * @param endSample the sample after the last
 */
public record HeardWord(String text, long startSample, long endSample) {}
