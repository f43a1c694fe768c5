package io.voxlog.monitor.config;

import java.util.List;

/** An entry that cannot be taken. Names every problem and its remedy, and repeats no value: it might be a secret. */
public final class BadConfigException extends IllegalArgumentException {
    private final transient List<String> problems;

    BadConfigException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence per problem. */
    public List<String> problems() {
        return problems;
    }
}
