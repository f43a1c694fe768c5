package io.voxlog.stt.engine;

/**
 * One open stream of s16le mono 16 kHz audio. Its calls come from one thread at a time and never block. Sample
 * positions count from the first sample sent.
 */
public interface SttStream {
    /**
     * Takes audio; the array is the caller's again on return.
     *
     * @param length in bytes, even
     */
    void send(byte[] pcm, int offset, int length);

    /** Samples taken but not yet worked on by the engine: the sender pauses while this is large. */
    long backlogSamples();

    /** No more audio: the engine gives its last finals, horizon and then {@link SttListener#ended}. */
    void finish();

    /** Drops the stream; no further callbacks after at most the one under way. */
    void abort();
}
