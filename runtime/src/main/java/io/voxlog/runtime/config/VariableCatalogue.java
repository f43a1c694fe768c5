package io.voxlog.runtime.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All variables of Voxlog, as {@code voxlog/variables.txt} has them: the one place where they are listed. */
public final class VariableCatalogue {
    private static final String RESOURCE = "/voxlog/variables.txt";
    private static final int COLUMNS = 5;
    /** A name further away than this is no misspelling of another. */
    private static final int MAX_DISTANCE = 6;

    /** Names that start with these are ours, so that one we do not know is a mistake. */
    private static final Set<String> PREFIXES = Set.of(
            "VOXLOG_", "INGEST_", "AUDIO_STREAM_", "AUDIO_OPUS_", "STT_", "ANALYSIS_", "MONITOR_", "NOTIFIER_", "OPS_");

    private final List<Variable> variables;
    private final Map<String, Variable> byName;

    private VariableCatalogue(List<Variable> variables) {
        this.variables = List.copyOf(variables);
        this.byName = variables.stream().collect(Collectors.toMap(Variable::name, Function.identity()));
    }

    /** Reads the list that is in the jar. */
    public static VariableCatalogue load() {
        return new VariableCatalogue(VariableTable.rows(RESOURCE, COLUMNS).stream()
                .map(cells -> new Variable(cells[0], cells[1], cells[2], cells[3], cells[4]))
                .toList());
    }

    /** In the file's order. */
    public List<Variable> all() {
        return variables;
    }

    public Optional<Variable> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * A line for each of these names that looks like ours and is not, with the nearest that is.
     *
     * @param names of the environment
     */
    public List<String> unknown(Set<String> names) {
        List<String> found = new ArrayList<>();
        for (String name : new TreeSet<>(names)) {
            if (PREFIXES.stream().anyMatch(name::startsWith) && !byName.containsKey(name)) {
                found.add("unknown variable " + name
                        + nearest(name)
                                .map(known -> "; did you mean " + known + "?")
                                .orElse(""));
            }
        }
        return found;
    }

    private Optional<String> nearest(String name) {
        Map<String, Integer> distances = new TreeMap<>();
        byName.keySet().forEach(known -> distances.put(known, distance(name, known)));
        return distances.entrySet().stream()
                .filter(entry -> entry.getValue() <= Math.min(MAX_DISTANCE, name.length() / 2))
                .min(Comparator.comparingInt(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    /** Levenshtein's. */
    private static int distance(String one, String other) {
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(last[j], row[j - 1]));
            }
            last = row;
        }
        return last[other.length()];
    }
}
