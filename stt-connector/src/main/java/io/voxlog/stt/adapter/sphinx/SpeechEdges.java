package io.voxlog.stt.adapter.sphinx;

import io.voxlog.stt.engine.EngineWord;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the first and the last word of an utterance the edges of its speech. Sphinx times phones, and the segmenter
 * loud frames; soft onsets, breath and the fading of a last sound lie outside both, so the speech is taken to be a
 * little wider than it is loud, as voice activity detectors do.
 */
final class SpeechEdges {
    /** 150 ms. */
    static final long MARGIN_SAMPLES = 2_400;
    /** A word further than this (500 ms) from the edge is left as it is: the sound between was no word. */
    static final long REACH_SAMPLES = 8_000;

    private SpeechEdges() {}

    static List<EngineWord> stretch(List<EngineWord> words, Utterance utterance) {
        if (words.isEmpty()) {
            return words;
        }
        List<EngineWord> stretched = new ArrayList<>(words);
        long start = Math.max(utterance.startSample(), utterance.speechStart() - MARGIN_SAMPLES);
        EngineWord first = stretched.get(0);
        if (start < first.startSample() && first.startSample() - start <= REACH_SAMPLES) {
            stretched.set(0, EngineWord.word(first.text(), start, first.endSample()));
        }
        long end = Math.min(utterance.endSample(), utterance.speechEnd() + MARGIN_SAMPLES);
        EngineWord last = stretched.get(stretched.size() - 1);
        if (end > last.endSample() && end - last.endSample() <= REACH_SAMPLES) {
            stretched.set(stretched.size() - 1, EngineWord.word(last.text(), last.startSample(), end));
        }
        return stretched;
    }
}
