package io.voxlog.analysis.job;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The jobs that a sealed transcript gets: type to priority, the highest first.
 *
 * @param priorities by type of job
 */
public record JobPlan(Map<String, Integer> priorities) {
    private static final Comparator<Map.Entry<String, Integer>> URGENT_FIRST =
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey());

    /** summary 100, action_items 90, sentiment 70, speaker_analytics 50. */
    public static final JobPlan DEFAULT =
            new JobPlan(Map.of("summary", 100, "action_items", 90, "sentiment", 70, "speaker_analytics", 50));

    public JobPlan {
        Map<String, Integer> ordered = new LinkedHashMap<>();
        priorities.entrySet().stream().sorted(URGENT_FIRST).forEach(e -> ordered.put(e.getKey(), e.getValue()));
        ordered.keySet().forEach(JobPlan::checkType);
        priorities = Collections.unmodifiableMap(ordered);
    }

    /**
     * Reads {@code type:priority,…}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static JobPlan parse(String text) {
        Map<String, Integer> priorities = new LinkedHashMap<>();
        for (String entry : text.split(",", -1)) {
            int colon = entry.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException(entry + " is no type:priority");
            }
            priorities.put(
                    entry.substring(0, colon).strip(),
                    Integer.valueOf(entry.substring(colon + 1).strip()));
        }
        return new JobPlan(priorities);
    }

    /** The band that carries a priority: the highest that is not above it, else the lowest there is. */
    public static int band(int priority, List<Integer> bands) {
        return bands.stream()
                .filter(band -> band <= priority)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> Collections.min(bands));
    }

    private static void checkType(String type) {
        if (!type.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("\"" + type + "\" is no job type: lower case letters, digits, _");
        }
    }
}
