package io.voxlog.analysis.output;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One object of an output, checked field by field. */
final class Fields {
    private final Map<?, ?> fields;
    private final String path;
    private final Violations violations;

    private Fields(Map<?, ?> fields, String path, Violations violations) {
        this.fields = fields;
        this.path = path;
        this.violations = violations;
    }

    /** The fields of a value; null, with a fault, if it is no object. */
    static @Nullable Fields of(@Nullable Object value, String path, Violations violations) {
        if (value instanceof Map<?, ?> map) {
            return new Fields(map, path, violations);
        }
        violations.add(path, "is no object");
        return null;
    }

    void text(String name, boolean mayBeBlank) {
        if (!(fields.get(name) instanceof String text)) {
            fault(name, "is no text");
        } else if (!mayBeBlank && text.isBlank()) {
            fault(name, "is blank");
        }
    }

    void textOrNull(String name) {
        if (!fields.containsKey(name)) {
            fault(name, "is missing");
        } else if (fields.get(name) != null) {
            text(name, false);
        }
    }

    void oneOf(String name, List<String> values) {
        if (!(fields.get(name) instanceof String text) || !values.contains(text)) {
            fault(name, "is none of " + values);
        }
    }

    void number(String name, double least, double most) {
        boolean fits = fields.get(name) instanceof Number number
                && number.doubleValue() >= least
                && number.doubleValue() <= most;
        if (!fits) {
            fault(name, "is no number" + (most == Double.MAX_VALUE ? " from " + least : " " + least + " to " + most));
        }
    }

    void count(String name) {
        if (!(fields.get(name) instanceof Number number) || !isWhole(number) || number.longValue() < 0) {
            fault(name, "is no count");
        }
    }

    @Nullable
    Fields object(String name) {
        return of(fields.get(name), path + "." + name, violations);
    }

    void each(String name, Consumer<Fields> check) {
        if (!(fields.get(name) instanceof List<?> list)) {
            fault(name, "is no list");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            Fields element = of(list.get(i), path + "." + name + "[" + i + "]", violations);
            if (element != null) {
                check.accept(element);
            }
        }
    }

    /** A list of objects that name an utterance by its index. */
    void citations(int least) {
        each("citations", citation -> {
            boolean known = citation.fields.get("utterance") instanceof Number number
                    && isWhole(number)
                    && violations.cited(number.longValue());
            if (!known) {
                citation.fault("utterance", "is no utterance of the transcript");
            }
        });
        if (fields.get("citations") instanceof List<?> list && list.size() < least) {
            fault("citations", "has fewer than " + least);
        }
    }

    private static boolean isWhole(Number number) {
        return number.doubleValue() == Math.rint(number.doubleValue());
    }

    private void fault(String name, String fault) {
        violations.add(path + "." + name, fault);
    }
}
