package io.voxlog.stt.engine;

import java.util.List;

/**
 * Results of one stream. Calls come in order, one at a time, on a thread of the engine; the listener must not block.
 * Exactly one of {@link #ended} and {@link #failed} comes last, unless the stream was aborted.
 */
public interface SttListener {
    /** Live words that may still change; the next partial or final replaces them. */
    void partial(List<EngineWord> words);

    /** Words that will not change, in order, none of them given before. */
    void finalWords(List<EngineWord> words);

    /**
     * The final horizon: no later final will hold a word that starts before this sample. Rises only, and passes over
     * silence. Comes after the finals it covers.
     */
    void horizon(long sample);

    /** All audio is transcribed. */
    void ended();

    /** The stream is of no more use. */
    void failed(SttException cause);
}
