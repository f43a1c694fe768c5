package io.voxlog.analysis.offline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who spoke how much, computed from the utterances. An overlap is a stretch of at least 100 ms in which utterances of
 * two participants run at once. An interruption is an overlap of at least 300 ms whose second speaker began later and
 * goes on after the first has ended; an interjection that ends earlier is none.
 *
 * @param speechSeconds sum of the participants' seconds
 * @param participants one entry per participant, most seconds first
 * @param overlaps in order of start
 */
public record SpeakerAnalytics(double speechSeconds, List<SpeakerFigures> participants, List<Crosstalk> overlaps) {
    static final double MIN_OVERLAP_SECONDS = 0.1;
    static final double MIN_INTERRUPTION_SECONDS = 0.3;

    /**
     * Two participants at once.
     *
     * @param first who was speaking
     * @param second who began later
     * @param start seconds since t0
     * @param interruption whether the second took the floor
     */
    public record Crosstalk(Citation first, Citation second, double start, double end, boolean interruption) {
        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("start", Rounded.of(start));
            map.put("end", Rounded.of(end));
            map.put("interruption", interruption);
            map.put("citations", List.of(first.toMap(), second.toMap()));
            return map;
        }
    }

    public SpeakerAnalytics {
        participants = List.copyOf(participants);
        overlaps = List.copyOf(overlaps);
    }

    /** The figures of a call. */
    public static SpeakerAnalytics of(CallTranscript call) {
        List<Crosstalk> overlaps = overlaps(call);
        Map<String, SpeakerTally> tallies = new LinkedHashMap<>();
        call.participants().forEach(p -> tallies.put(p.identity(), new SpeakerTally()));
        String before = "";
        for (CallUtterance utterance : call.utterances()) {
            SpeakerTally tally = tallies.computeIfAbsent(utterance.participant(), p -> new SpeakerTally());
            tally.add(utterance, !utterance.participant().equals(before));
            before = utterance.participant();
        }
        for (Crosstalk overlap : overlaps) {
            tallies.computeIfAbsent(overlap.first().participant(), p -> new SpeakerTally())
                    .overlapped(overlap, false);
            tallies.computeIfAbsent(overlap.second().participant(), p -> new SpeakerTally())
                    .overlapped(overlap, true);
        }
        double speech =
                tallies.values().stream().mapToDouble(SpeakerTally::seconds).sum();
        long speakers = tallies.values().stream().filter(t -> t.seconds() > 0).count();
        List<SpeakerFigures> figures = new ArrayList<>();
        for (CallParticipant participant : call.participants()) {
            SpeakerTally tally = tallies.getOrDefault(participant.identity(), new SpeakerTally());
            figures.add(tally.figures(participant, speech, speakers > 1));
        }
        figures.sort((a, b) -> Double.compare(b.seconds(), a.seconds()));
        return new SpeakerAnalytics(speech, figures, overlaps);
    }

    private static List<Crosstalk> overlaps(CallTranscript call) {
        List<CallUtterance> all = call.utterances();
        List<Crosstalk> overlaps = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            CallUtterance first = all.get(i);
            for (int j = i + 1; j < all.size() && all.get(j).start() < first.end(); j++) {
                CallUtterance second = all.get(j);
                double seconds = Math.min(first.end(), second.end()) - second.start();
                if (!second.participant().equals(first.participant()) && seconds >= MIN_OVERLAP_SECONDS) {
                    boolean interruption = seconds >= MIN_INTERRUPTION_SECONDS
                            && second.start() > first.start()
                            && second.end() > first.end();
                    overlaps.add(new Crosstalk(
                            call.cite(first),
                            call.cite(second),
                            second.start(),
                            second.start() + seconds,
                            interruption));
                }
            }
        }
        return overlaps;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("speech_seconds", Rounded.of(speechSeconds));
        map.put("participants", participants.stream().map(SpeakerFigures::toMap).toList());
        map.put("overlaps", overlaps.stream().map(Crosstalk::toMap).toList());
        return map;
    }
}
