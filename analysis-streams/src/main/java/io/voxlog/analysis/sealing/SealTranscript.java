package io.voxlog.analysis.sealing;

import io.voxlog.analysis.room.RoomFold;
import io.voxlog.transcript.Conversation;
import io.voxlog.transcript.EngineFinal;
import io.voxlog.transcript.Utterance;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a version of a transcript from the finals of a run: utterances by the one rule, speakers by name. */
public final class SealTranscript {
    private SealTranscript() {}

    /**
     * The transcript of a run as it stands.
     *
     * @param sealed with the version to make
     * @param finals each once, in any order
     */
    public static SealedTranscript of(RoomFold room, int run, RunFold sealed, Collection<TrackFinal> finals) {
        Map<String, TrackFinal> speakers = new HashMap<>();
        finals.forEach(f -> speakers.merge(f.trackSid(), f, (a, b) -> a.id().compareTo(b.id()) <= 0 ? a : b));
        List<SealedTranscript.Line> lines =
                Conversation.of(finals.stream()
                                .map(f -> new EngineFinal(f.trackSid(), f.words()))
                                .toList())
                        .utterances()
                        .stream()
                        .map(utterance -> line(room, utterance, speakers))
                        .toList();
        return new SealedTranscript(
                run,
                sealed.version(),
                sealed.sealedComplete(),
                lines,
                distinct(finals, sealed, TrackFinal::engine, Transcribed::engine),
                distinct(finals, sealed, TrackFinal::configHash, Transcribed::configHash));
    }

    private static SealedTranscript.Line line(
            RoomFold room, Utterance utterance, Map<String, TrackFinal> finalsByTrack) {
        TrackFinal said = finalsByTrack.get(utterance.speaker());
        if (said == null) {
            throw new IllegalStateException("an utterance of no track");
        }
        return new SealedTranscript.Line(
                said.participantSid(),
                said.participantIdentity(),
                room.displayName(said.participantSid(), said.participantIdentity()),
                said.trackSid(),
                utterance.startTicks(),
                utterance.endTicks(),
                utterance.text(),
                utterance.confidence(),
                said.language());
    }

    private static String distinct(
            Collection<TrackFinal> finals,
            RunFold run,
            Function<TrackFinal, String> ofFinal,
            Function<Transcribed, String> ofTrack) {
        return Stream.concat(
                        finals.stream().map(ofFinal),
                        run.transcribed().values().stream().map(ofTrack))
                .filter(value -> !value.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }
}
