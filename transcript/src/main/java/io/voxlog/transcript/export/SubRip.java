package io.voxlog.transcript.export;

import java.util.List;

/**
 * SubRip (.srt). The format has no standard and no escapes: players take {@code <…>} and {@code {\…}} for markup, and
 * {@code -->} for a time line. Angle brackets are therefore written as U+2039 and U+203A, and an opening brace before a
 * backslash as a parenthesis.
 */
public final class SubRip {
    private SubRip() {}

    public static String write(List<Cue> cues) {
        StringBuilder file = new StringBuilder();
        int number = 0;
        for (Cue cue : cues) {
            if (cue.line().isEmpty()) {
                continue;
            }
            number++;
            String speaker = cue.name().isEmpty() ? "" : cue.name() + ": ";
            file.append(number).append('\n');
            file.append(Timecode.range(cue, ',')).append('\n');
            file.append(plain(speaker + cue.line())).append("\n\n");
        }
        return file.toString();
    }

    private static String plain(String text) {
        return text.replace('<', '\u2039').replace('>', '\u203A').replace("{\\", "(\\");
    }
}
