package io.voxlog.app.cli;

import io.voxlog.app.stack.Logs;
import io.voxlog.monitor.adapter.kafka.ConfigLog;
import io.voxlog.monitor.config.ConfigEntry;
import io.voxlog.monitor.config.ConfigKey;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.schemas.ApicurioSerdes;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and changes the entries of the topic {@code config}. */
@Command(
        name = "config",
        description = "Show and change what engines, models and webhooks are used.",
        footer = {
            "",
            "Keys: speechmatics/NAME, ai/SERVICE/USE-CASE, webhook/NAME. Secrets are given as references, env:NAME or",
            "file:/path, to where the processes that use them find them.",
            "Example: ./voxlog config set ai/openai/post-call-analysis model_name=gpt-4 priority=100 api_key=env:OPENAI_API_KEY"
        })
public final class ConfigCommand {
    private static final String KEY = "KEY";
    private static final String DEFAULT_SERVER = "127.0.0.1:9092";

    @Spec
    private CommandSpec spec;

    @Command(name = "list", description = "Every entry, a line each.")
    int list(@Mixin ClusterOptions cluster) {
        List<ConfigEntry> entries = with(cluster, ConfigLog::list);
        entries.forEach(entry -> print(entry.key() + "  " + fields(entry, " ")));
        if (entries.isEmpty()) {
            print("No entries. ./voxlog config set makes one.");
        }
        return 0;
    }

    @Command(name = "get", description = "One entry, a line per field.")
    int get(@Mixin ClusterOptions cluster, @Parameters(paramLabel = KEY) String key) {
        ConfigKey wanted = ConfigKey.parse(key);
        return with(cluster, log -> log.get(wanted))
                .map(entry -> {
                    print(fields(entry, System.lineSeparator()));
                    return 0;
                })
                .orElseGet(() -> missing(wanted));
    }

    @Command(
            name = "set",
            description =
                    "Make an entry, or change these fields of one. A field without a value goes back to its default.")
    int set(
            @Mixin ClusterOptions cluster,
            @Parameters(paramLabel = KEY) String key,
            @Parameters(paramLabel = "FIELD=VALUE", arity = "1..*") List<String> assignments) {
        ConfigKey wanted = ConfigKey.parse(key);
        Map<String, String> fields = new LinkedHashMap<>();
        for (String assignment : assignments) {
            String[] parts = assignment.split("=", 2);
            if (parts.length < 2) {
                // Not repeated: it may be a secret that was misplaced.
                throw new ParameterException(
                        spec.commandLine(), "parameter " + (fields.size() + 2) + " is not of the form FIELD=VALUE");
            }
            fields.put(parts[0], parts[1]);
        }
        ConfigEntry entry = with(cluster, log -> log.change(wanted, fields));
        print(entry.key() + "  " + fields(entry, " "));
        return 0;
    }

    @Command(name = "delete", description = "Remove an entry.")
    int delete(@Mixin ClusterOptions cluster, @Parameters(paramLabel = KEY) String key) {
        ConfigKey wanted = ConfigKey.parse(key);
        return with(cluster, log -> log.delete(wanted)) ? 0 : missing(wanted);
    }

    private int missing(ConfigKey key) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("voxlog: there is no entry " + key + "; ./voxlog config list shows those there are");
        err.flush();
        return 1;
    }

    private <T> T with(ClusterOptions cluster, Function<ConfigLog, T> action) {
        Logs.quiet();
        Env env = cluster.env();
        KafkaSettings kafka = KafkaSettings.from(env, DEFAULT_SERVER);
        String registry = env.required("SCHEMA_REGISTRY_URL", "Apicurio Registry; or give --registry");
        env.check();
        try (ConfigLog log = ConfigLog.open(kafka, ApicurioSerdes.connect(registry))) {
            return action.apply(log);
        }
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private static String fields(ConfigEntry entry, String separator) {
        return entry.fields().entrySet().stream()
                .filter(field -> field.getValue() != null)
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(separator));
    }
}
