package io.voxlog.transcript.export;

import java.util.List;
import java.util.stream.Collectors;

/** {@code [hh:mm:ss] speaker: text}, one line each. */
public final class PlainText {
    private PlainText() {}

    public static String write(List<Cue> cues) {
        return cues.stream()
                .filter(cue -> !cue.line().isEmpty())
                .map(PlainText::line)
                .collect(Collectors.joining());
    }

    private static String line(Cue cue) {
        String speaker = cue.name().isEmpty() ? "" : cue.name() + ": ";
        return "[" + Timecode.clock(cue) + "] " + speaker + cue.line() + "\n";
    }
}
