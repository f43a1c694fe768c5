package io.voxlog.analysis.offline;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An utterance that a statement rests on.
 *
 * @param utterance index in the sealed transcript
 * @param participant identity of the speaker
 * @param speaker display name
 * @param start seconds since t0
 */
public record Citation(int utterance, String participant, String speaker, double start) {
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("utterance", utterance);
        map.put("participant", participant);
        map.put("speaker", speaker);
        map.put("start", Rounded.of(start));
        return map;
    }
}
