package io.voxlog.stt.adapter.sphinx;

import edu.cmu.sphinx.frontend.util.StreamDataSource;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.result.Result;
import edu.cmu.sphinx.result.WordResult;
import edu.cmu.sphinx.util.TimeFrame;
import edu.cmu.sphinx.util.props.ConfigurationManager;
import io.voxlog.media.pcm.S16le;
import io.voxlog.stt.engine.EngineWord;
import java.io.ByteArrayInputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One Sphinx4 decoder with its own copy of the models: Sphinx keeps scores of the last frames in them, so that two
 * decoders cannot share one. What it hears in an utterance depends on that utterance alone. Not thread-safe.
 */
final class SphinxRecognizer {
    static final String CONFIGURATION = "recognizer.config.xml";

    private static final int SAMPLES_PER_MILLI = 16;

    private final Recognizer recognizer;
    private final StreamDataSource source;

    /** Loads the models from the class path, which takes some seconds of one core. */
    SphinxRecognizer() {
        URL settings = Objects.requireNonNull(SphinxRecognizer.class.getResource(CONFIGURATION), CONFIGURATION);
        ConfigurationManager configuration = new ConfigurationManager(settings);
        recognizer = (Recognizer) configuration.lookup("recognizer");
        source = (StreamDataSource) configuration.lookup("dataSource");
        recognizer.allocate();
    }

    /** The words of an utterance in stream samples, without silence and noises. */
    List<EngineWord> recognize(Utterance utterance) {
        short[] pcm = utterance.pcm();
        source.setInputStream(new ByteArrayInputStream(S16le.bytes(pcm, 0, pcm.length)));
        List<EngineWord> words = new ArrayList<>();
        for (Result result = recognizer.recognize(); result != null; result = recognizer.recognize()) {
            for (WordResult word : result.getTimedBestResult(false)) {
                String spelling = spelling(word.getWord().getSpelling());
                TimeFrame time = word.getTimeFrame();
                long start = clamp(utterance, time.getStart());
                words.add(EngineWord.word(spelling, start, Math.max(start, clamp(utterance, time.getEnd()))));
            }
        }
        return SpeechEdges.stretch(words, utterance);
    }

    private static long clamp(Utterance utterance, long millis) {
        return Math.min(utterance.endSample(), utterance.startSample() + Math.max(0, millis) * SAMPLES_PER_MILLI);
    }

    /** The dictionary numbers other pronunciations, {@code read(2)}, and has no capitals. */
    private static String spelling(String entry) {
        int number = entry.indexOf('(');
        String word = number > 0 ? entry.substring(0, number) : entry;
        return word.equals("i") || word.startsWith("i'") ? "I" + word.substring(1) : word;
    }
}
