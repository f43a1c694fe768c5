package io.voxlog.app.cli;

import io.voxlog.runtime.config.Variable;
import io.voxlog.runtime.config.VariableCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Gives a command a flag for every variable of the catalogue, and a list of those that can have none: secrets, which
 * everybody on the machine could read from a command line, and families.
 */
final class VariableFlags implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
        List<String> others =
                new ArrayList<>(List.of("", "Variables without a flag, in the environment or .env only:"));
        for (Variable variable : ofProcesses()) {
            if (hasFlag(variable)) {
                command.addOption(OptionSpec.builder(variable.flag())
                        .paramLabel(variable.type().toUpperCase(java.util.Locale.ROOT))
                        .type(String.class)
                        .description(escaped(variable.name() + fallback(variable) + ". " + variable.meaning() + "."))
                        .build());
            } else {
                others.add(escaped("  " + variable.name() + fallback(variable) + ". " + variable.meaning() + "."));
            }
        }
        List<String> footer = new ArrayList<>(others);
        footer.addAll(List.of(command.usageMessage().footer()));
        command.usageMessage().footer(footer.toArray(String[]::new));
        return command;
    }

    /** The variables whose flags were given. */
    static Map<String, String> given(ParseResult parsed) {
        Map<String, String> values = new HashMap<>();
        for (Variable variable : ofProcesses()) {
            if (hasFlag(variable) && parsed.hasMatchedOption(variable.flag())) {
                values.put(variable.name(), parsed.matchedOptionValue(variable.flag(), ""));
            }
        }
        return values;
    }

    private static List<Variable> ofProcesses() {
        return VariableCatalogue.load().all().stream()
                .filter(variable -> !variable.readBy().equals("./voxlog")
                        && !variable.readBy().endsWith(".yml")
                        && !variable.readBy().equals("tests"))
                .toList();
    }

    private static boolean hasFlag(Variable variable) {
        return !variable.secret() && !variable.family();
    }

    private static String fallback(Variable variable) {
        return variable.fallback().isEmpty() ? "" : " [" + variable.fallback() + "]";
    }

    /** Percent signs are picocli's. */
    private static String escaped(String text) {
        return text.replace("%", "%%");
    }
}
