package io.voxlog.app.look;

import io.voxlog.schemas.Topics;
import io.voxlog.schemas.Transcript;
import io.voxlog.transcript.export.Cue;
import io.voxlog.transcript.export.JsonTranscript;
import io.voxlog.transcript.export.PlainText;
import io.voxlog.transcript.export.SubRip;
import io.voxlog.transcript.export.TranscriptFormat;
import io.voxlog.transcript.export.WebVtt;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sealed transcripts as they stand on the log, as files that people and players read. */
public final class SealedTranscripts {
    private static final int LIVE = 0;
    private static final Comparator<Transcript> NEWEST = Comparator.comparingLong(
                    (Transcript transcript) -> transcript.getT0Millis() == null ? 0 : transcript.getT0Millis())
            .thenComparingInt(Transcript::getVersion);

    private SealedTranscripts() {}

    /**
     * The newest version of a room's transcript; of several rooms with the name, that of the newest.
     *
     * @param room sid or name
     */
    public static Optional<Transcript> newest(LogReader log, String room) {
        AtomicReference<@Nullable Transcript> best = new AtomicReference<>();
        log.readAll(Topics.TRANSCRIPTS, record -> {
            if (record.value() instanceof Transcript transcript && isOf(transcript, room)) {
                best.accumulateAndGet(transcript, (one, other) -> newer(one, transcript));
            }
        });
        return Optional.ofNullable(best.get());
    }

    /** The transcript as a file of this kind. */
    public static String write(Transcript transcript, TranscriptFormat format) {
        List<Cue> cues = transcript.getUtterances().stream()
                .map(said -> new Cue(
                        Math.max(0, said.getStartTicks()),
                        Math.max(0, Math.max(said.getStartTicks(), said.getEndTicks())),
                        said.getDisplayName(),
                        said.getParticipantSid(),
                        said.getText(),
                        said.getLanguage(),
                        said.getConfidence()))
                .toList();
        return switch (format) {
            case JSON -> JsonTranscript.write(head(transcript), cues);
            case TXT -> PlainText.write(cues);
            case SRT -> SubRip.write(cues);
            case VTT -> WebVtt.write(cues);
        };
    }

    private static Map<String, ?> head(Transcript transcript) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("room_sid", transcript.getRoomSid());
        head.put("room_name", transcript.getRoomName());
        head.put("version", transcript.getVersion());
        head.put("complete", transcript.getComplete());
        return head;
    }

    private static boolean isOf(Transcript transcript, String room) {
        return transcript.getRun() == LIVE
                && (transcript.getRoomSid().equals(room)
                        || transcript.getRoomName().equals(room));
    }

    private static Transcript newer(@Nullable Transcript one, Transcript other) {
        return one == null || NEWEST.compare(one, other) <= 0 ? other : one;
    }
}
