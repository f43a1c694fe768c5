package io.voxlog.transcript.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code transcript.json}: {@code {text, segments: [{start, end, text, speaker, participant, language, confidence}],
 * language}}, times in seconds since the room's t0. The language is the one most was spoken in; null where nothing was.
 */
public final class JsonTranscript {
    private JsonTranscript() {}

    /**
     * The document.
     *
     * @param head further members, written first in their order: strings, numbers, booleans or null
     */
    public static String write(Map<String, ?> head, List<Cue> cues) {
        JsonText json = new JsonText().open('{');
        head.forEach(json::member);
        json.member(
                "text",
                cues.stream().map(Cue::line).filter(line -> !line.isEmpty()).collect(Collectors.joining(" ")));
        json.member("language", language(cues));
        json.name("segments").open('[');
        cues.forEach(cue -> segment(json, cue));
        return json.close(']').close('}').toString();
    }

    private static void segment(JsonText json, Cue cue) {
        json.element().open('{');
        json.member("start", cue.startSeconds());
        json.member("end", cue.endSeconds());
        json.member("text", cue.text());
        json.member("speaker", cue.speaker());
        json.member("participant", cue.participant());
        json.member("language", cue.language());
        json.member("confidence", cue.confidence());
        json.close('}');
    }

    private static @Nullable String language(List<Cue> cues) {
        Map<String, Long> spoken = new HashMap<>();
        for (Cue cue : cues) {
            if (!cue.language().isEmpty()) {
                spoken.merge(cue.language(), cue.endTicks() - cue.startTicks(), Long::sum);
            }
        }
        return spoken.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
