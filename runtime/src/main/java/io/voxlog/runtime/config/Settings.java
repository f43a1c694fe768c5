package io.voxlog.runtime.config;

import io.voxlog.runtime.Env;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All variables of a process: flags override the environment, and the environment overrides the file.
 *
 * @param values by name
 * @param notes what operators should know of them, a line each: what has no effect, what stands in for what
 */
public record Settings(Map<String, String> values, List<String> notes) {
    public Settings {
        values = Map.copyOf(values);
        notes = List.copyOf(notes);
    }

    /**
     * Lays the sources over each other.
     *
     * @param layers strongest first
     */
    @SafeVarargs
    public static Settings of(Map<String, String>... layers) {
        Map<String, String> merged = new HashMap<>();
        for (Map<String, String> layer : layers) {
            layer.forEach(merged::putIfAbsent);
        }
        return new Settings(merged, VariableCatalogue.load().unknown(merged.keySet()));
    }

    /** The same, with the names that other systems use standing in for ours where those are not set. */
    public Settings withSeedNames() {
        List<String> more = new ArrayList<>(notes);
        Map<String, String> all = new HashMap<>(values);
        all.putAll(SeedVariables.load().translated(values, more));
        return new Settings(all, more);
    }

    /** The same, with other values over them. */
    public Settings with(Map<String, String> stronger) {
        Map<String, String> merged = new HashMap<>(values);
        merged.putAll(stronger);
        return new Settings(merged, notes);
    }

    /** To read typed values from. */
    public Env env() {
        return new Env(values);
    }

    /** Without values, some of which are secrets. */
    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
