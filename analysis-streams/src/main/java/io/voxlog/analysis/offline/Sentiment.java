package io.voxlog.analysis.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sentiment by a lexicon. The weights of an utterance's words add up to w; a negator among the three words before one
 * (in the same clause) turns its weight to −0.75 times, an intensifier just before makes it 1.5 times, a diminisher
 * half. The utterance's score is w / sqrt(w² + 10). A participant's score, and the call's, is the mean over the
 * utterances weighted by their words. Scores over 0.1 are positive, under −0.1 negative, else neutral.
 *
 * @param overall of the call
 * @param participants one entry per participant, in the call's order
 * @param moments the strongest utterances, at most five, in order of start
 */
public record Sentiment(Score overall, List<ParticipantScore> participants, List<Moment> moments) {
    static final double LABEL_THRESHOLD = 0.1;
    static final double MOMENT_THRESHOLD = 0.35;
    static final int MAX_MOMENTS = 5;

    /**
     * A value from −1 to 1 and its label.
     *
     * @param label positive, neutral or negative
     */
    public record Score(String label, double value) {
        static Score of(double value) {
            double rounded = Rounded.of(value);
            String label = rounded > LABEL_THRESHOLD ? "positive" : rounded < -LABEL_THRESHOLD ? "negative" : "neutral";
            return new Score(label, rounded);
        }
    }

    /**
     * How one participant sounds.
     *
     * @param citations the utterances that hold words of the lexicon
     */
    public record ParticipantScore(CallParticipant participant, Score score, List<Citation> citations) {
        public ParticipantScore {
            citations = List.copyOf(citations);
        }

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("participant", participant.identity());
            map.put("speaker", participant.displayName());
            map.put("label", score.label());
            map.put("score", score.value());
            map.put("citations", citations.stream().map(Citation::toMap).toList());
            return map;
        }
    }

    /**
     * An utterance that stands out.
     *
     * @param words the words of the lexicon it holds
     */
    public record Moment(CallUtterance utterance, Score score, List<String> words, Citation citation) {
        public Moment {
            words = List.copyOf(words);
        }

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("label", score.label());
            map.put("score", score.value());
            map.put("text", utterance.text());
            map.put("words", words);
            map.put("citations", List.of(citation.toMap()));
            return map;
        }
    }

    public Sentiment {
        participants = List.copyOf(participants);
        moments = List.copyOf(moments);
    }

    /** The sentiment of a call; neutral if it is empty. */
    public static Sentiment of(CallTranscript call) {
        SentimentScorer scorer = new SentimentScorer(SentimentLexicon.english(), WordLists.english());
        List<Moment> scored = new ArrayList<>();
        for (CallUtterance utterance : call.utterances()) {
            SentimentScorer.Tone tone = scorer.tone(utterance.text());
            scored.add(new Moment(utterance, Score.of(tone.score()), tone.words(), call.cite(utterance)));
        }
        List<ParticipantScore> participants = new ArrayList<>();
        for (CallParticipant participant : call.participants()) {
            List<Moment> own = scored.stream()
                    .filter(m -> m.utterance().participant().equals(participant.identity()))
                    .toList();
            List<Citation> citations = own.stream()
                    .filter(m -> !m.words().isEmpty())
                    .map(Moment::citation)
                    .toList();
            participants.add(new ParticipantScore(participant, mean(own), citations));
        }
        return new Sentiment(mean(scored), participants, strongest(scored));
    }

    private static Score mean(List<Moment> moments) {
        double sum = 0;
        double words = 0;
        for (Moment moment : moments) {
            int weight = Token.words(moment.utterance().text());
            sum += moment.score().value() * weight;
            words += weight;
        }
        return Score.of(words == 0 ? 0 : sum / words);
    }

    private static List<Moment> strongest(List<Moment> scored) {
        return scored.stream()
                .filter(m -> Math.abs(m.score().value()) >= MOMENT_THRESHOLD)
                .sorted(Comparator.comparingDouble(m -> -Math.abs(m.score().value())))
                .limit(MAX_MOMENTS)
                .sorted(Comparator.comparingDouble((Moment m) -> m.utterance().start())
                        .thenComparingInt(m -> m.utterance().index()))
                .toList();
    }

    Map<String, Object> toMap() {
        Map<String, Object> total = new LinkedHashMap<>();
        total.put("label", overall.label());
        total.put("score", overall.value());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("overall", total);
        map.put(
                "participants",
                participants.stream().map(ParticipantScore::toMap).toList());
        map.put("moments", moments.stream().map(Moment::toMap).toList());
        return map;
    }
}
