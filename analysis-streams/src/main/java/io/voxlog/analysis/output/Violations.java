package io.voxlog.analysis.output;

import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one output. Not thread-safe. */
final class Violations {
    private final List<String> found = new ArrayList<>();
    private final int utterances;

    Violations(int utterances) {
        this.utterances = utterances;
    }

    void add(String path, String fault) {
        found.add(path + ": " + fault);
    }

    boolean cited(long utterance) {
        return utterance >= 0 && utterance < utterances;
    }

    List<String> all() {
        return List.copyOf(found);
    }
}
