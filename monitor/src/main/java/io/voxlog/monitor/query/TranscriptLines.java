package io.voxlog.monitor.query;

import io.voxlog.transcript.export.Cue;
import java.util.List;

/**
 * The lines that were asked for, in the order of their start.
 *
 * @param version of the sealed transcript they come from; 0 for the engine's finals
 * @param complete false for finals, and for a transcript that was sealed before every track was transcribed
 */
public record TranscriptLines(int version, boolean complete, List<Cue> cues) {
    public TranscriptLines {
        cues = List.copyOf(cues);
    }

    /** Whether no word will change any more. */
    public boolean sealed() {
        return version > 0;
    }
}
