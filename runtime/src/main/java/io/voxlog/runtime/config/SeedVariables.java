package io.voxlog.runtime.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The variables of the systems that Voxlog replaces, as {@code voxlog/seed-variables.txt} maps them, so that an
 * environment made for one of those starts Voxlog as far as it goes.
 */
public final class SeedVariables {
    private static final String RESOURCE = "/voxlog/seed-variables.txt";
    private static final int COLUMNS = 5;

    private final List<SeedVariable> variables;

    private SeedVariables(List<SeedVariable> variables) {
        this.variables = variables;
    }

    /** Reads the list that is in the jar. */
    public static SeedVariables load() {
        return new SeedVariables(VariableTable.rows(RESOURCE, COLUMNS).stream()
                .map(cells ->
                        new SeedVariable(cells[0], cells[1], SeedVariable.Use.valueOf(cells[2]), cells[3], cells[4]))
                .toList());
    }

    /** In the file's order. */
    public List<SeedVariable> all() {
        return List.copyOf(variables);
    }

    /**
     * What older names say where ours are not set.
     *
     * @param notes told a line for each that is used, and for each that has no effect
     */
    Map<String, String> translated(Map<String, String> values, List<String> notes) {
        Map<String, String> added = new TreeMap<>();
        for (SeedVariable variable : variables) {
            String value = values.getOrDefault(variable.name(), "").strip();
            if (value.isEmpty()) {
                continue;
            }
            boolean alias = variable.use() == SeedVariable.Use.ALIAS || variable.use() == SeedVariable.Use.MILLIS;
            if (alias && !values.containsKey(variable.ours()) && !added.containsKey(variable.ours())) {
                added.put(variable.ours(), variable.use() == SeedVariable.Use.MILLIS ? millis(value) : value);
                notes.add(variable.ours() + " is taken from " + variable.name());
            } else if (variable.use() == SeedVariable.Use.IGNORED) {
                notes.add(variable.name() + " has no effect: " + remedy(variable));
            }
        }
        return added;
    }

    private static String remedy(SeedVariable variable) {
        return variable.ours().isEmpty() ? variable.note() : "see " + variable.ours() + " (" + variable.note() + ")";
    }

    /** What is no number stays as it is, to be refused under the name of ours. */
    private static String millis(String value) {
        return value.chars().allMatch(Character::isDigit) ? value + "ms" : value;
    }
}
