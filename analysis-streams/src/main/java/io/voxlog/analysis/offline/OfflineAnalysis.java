package io.voxlog.analysis.offline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The offline provider: every analysis as plain maps, lists, strings, numbers and booleans, keys in a fixed order,
 * ready for any JSON writer. Pure and thread-safe; equal calls give equal results. Text is never more than text.
 */
public final class OfflineAnalysis {
    public static final String PROVIDER = "offline";
    public static final String MODEL = "rules-1";
    public static final String SUMMARY = "summary";
    public static final String ACTION_ITEMS = "action_items";
    public static final String SENTIMENT = "sentiment";
    public static final String SPEAKER_ANALYTICS = "speaker_analytics";

    /** The types of analysis it knows. */
    public static final List<String> TYPES = List.of(SUMMARY, ACTION_ITEMS, SENTIMENT, SPEAKER_ANALYTICS);

    /**
     * One analysis of a call. The result says that rules made it and whether the call was empty; an empty call has the
     * same shape with nothing in it.
     *
     * @throws IllegalArgumentException if the type is none of {@link #TYPES}
     */
    public static Map<String, Object> analyse(String type, CallTranscript call) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("type", type);
        result.put("provider", PROVIDER);
        result.put("model", MODEL);
        result.put("method", "rule-based");
        result.put("empty", call.empty());
        result.putAll(body(type, call));
        return result;
    }

    private static Map<String, Object> body(String type, CallTranscript call) {
        return switch (type) {
            case SUMMARY -> Summary.of(call).toMap();
            case ACTION_ITEMS -> ActionItems.of(call).toMap();
            case SENTIMENT -> Sentiment.of(call).toMap();
            case SPEAKER_ANALYTICS -> SpeakerAnalytics.of(call).toMap();
            default -> throw new IllegalArgumentException("no analysis " + type);
        };
    }

    private OfflineAnalysis() {}
}
