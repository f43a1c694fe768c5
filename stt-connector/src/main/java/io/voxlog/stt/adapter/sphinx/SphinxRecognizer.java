package io.voxlog.stt.adapter.sphinx;

import edu.cmu.sphinx.frontend.util.StreamDataSource;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.result.Result;
import edu.cmu.sphinx.result.WordResult;
import edu.cmu.sphinx.util.props.ConfigurationManager;
import io.voxlog.stt.engine.EngineWord;
import java.util.Map;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class SphinxRecognizer {
    private final Recognizer recognizer;
    private final StreamDataSource source;

    SphinxRecognizer(Map<String,String> props) {
        ConfigurationManager configuration = new ConfigurationManager(SphinxRecognizer.class.getResource("recognizer.config.xml"));
        props.forEach((k,v)->configuration.setGlobalProperty(k,v));
        recognizer = (Recognizer) configuration.lookup("recognizer");
        source = (StreamDataSource) configuration.lookup("dataSource");
        recognizer.allocate();
    }

    List<EngineWord> recognize(Utterance u, int dither) {
        byte[] b = new byte[2*u.pcm().length];
        Random r = new Random(42);
        for (int i=0;i<u.pcm().length;i++){ int v=u.pcm()[i]+(dither==0?0:r.nextInt(2*dither+1)-dither); v=Math.max(-32768,Math.min(32767,v)); b[2*i]=(byte)v; b[2*i+1]=(byte)(v>>8);}
        source.setInputStream(new ByteArrayInputStream(b));
        List<EngineWord> words = new ArrayList<>();
        Result result;
        while ((result = recognizer.recognize()) != null) {
            for (WordResult w : result.getTimedBestResult(false)) {
                words.add(EngineWord.word(w.getWord().getSpelling(), u.startSample()+16*w.getTimeFrame().getStart(), u.startSample()+16*w.getTimeFrame().getEnd()));
            }
        }
        return words;
    }
}
