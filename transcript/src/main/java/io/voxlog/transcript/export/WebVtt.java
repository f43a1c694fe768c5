package io.voxlog.transcript.export;

import java.util.List;

/**
 * WebVTT (W3C WebVTT, section 4): speakers as voice spans, ampersands and angle brackets as character references, so
 * that neither a name nor a text can open a tag or hold {@code -->}. Cues may overlap.
 */
public final class WebVtt {
    private WebVtt() {}

    public static String write(List<Cue> cues) {
        StringBuilder file = new StringBuilder("WEBVTT\n");
        for (Cue cue : cues) {
            if (cue.line().isEmpty()) {
                continue;
            }
            file.append('\n').append(Timecode.range(cue, '.')).append('\n');
            if (!cue.name().isEmpty()) {
                file.append("<v ").append(escaped(cue.name())).append('>');
            }
            file.append(escaped(cue.line())).append('\n');
        }
        return file.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
