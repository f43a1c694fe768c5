package io.voxlog.app.cli;

import io.voxlog.app.stack.Engines;
import io.voxlog.app.stack.Logs;
import io.voxlog.app.stack.Node;
import io.voxlog.app.stack.NodeOptions;
import io.voxlog.app.stack.Preflight;
import io.voxlog.app.stack.Provisioning;
import io.voxlog.app.stack.RolePlan;
import io.voxlog.app.stack.StackFailedException;
import io.voxlog.app.stack.WorkerIds;
import io.voxlog.ingest.IngestRole;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A process of Voxlog on a cluster that is there: the roles that it is told to run, until it is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        modelTransformer = VariableFlags.class,
        description = {
            "Run roles against configured Kafka, Postgres and schema registry; JSON log lines on standard output.",
            "Flags override variables of the environment, and those override the file .env.",
            "Every flag below names its variable, [its default] and its meaning."
        },
        footer = {"", "Durations are written 200ms, 30s, 5m or 24h. docs/configuration.md has the same list."})
public final class RunCommand implements Callable<Integer> {
    private static final String WORKER_ID = "WORKER_ID";

    @Option(names = "--env-file", paramLabel = "FILE", description = "Variables, NAME=value per line. Default: .env")
    private Optional<Path> envFile = Optional.empty();

    @Option(names = "--engine", paramLabel = "NAME", hidden = true, defaultValue = "OFFLINE")
    private Engines engine = Engines.OFFLINE;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = Variables.read(
                        envFile, VariableFlags.given(spec.commandLine().getParseResult()))
                .withSeedNames();
        PrintWriter err = spec.commandLine().getErr();
        settings.notes().forEach(note -> err.println("voxlog: " + note));
        err.flush();
        Env env = named(settings).env();
        beginLog(env);
        boolean provision = env.bool("VOXLOG_PROVISION", true);
        NodeOptions options = options(env);
        env.check();
        Preflight.check(options);
        Provisioning.of(options, provision);
        try (Node node = Node.start(options);
                Stopping stopping = Stopping.onSignal(node::close)) {
            ready(options, node);
            Throwable cause = node.fault().toCompletableFuture().join();
            throw new StackFailedException("a role failed, so the process stops", cause);
        }
    }

    private NodeOptions options(Env env) {
        KafkaSettings kafka = KafkaSettings.from(env, "");
        String registry = env.required("SCHEMA_REGISTRY_URL", "Apicurio Registry, such as http://127.0.0.1:8080");
        return NodeOptions.from(env, RolePlan.from(env), kafka, registry, engine.configured(env));
    }

    private static Settings named(Settings settings) {
        String workerId = settings.env().find(WORKER_ID).orElseGet(WorkerIds::fresh);
        return settings.with(Map.of(WORKER_ID, workerId));
    }

    /** Before anything else: the first class of Kafka's that is touched makes the first logger. */
    private static void beginLog(Env env) {
        Logs.level(env.parsed("LOG_LEVEL", "info", "trace, debug, info, warn or error", RunCommand::level));
        Logs.toStandardOutput(env.string(WORKER_ID, ""));
    }

    private static String level(String text) {
        if (!text.matches("trace|debug|info|warn|error")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static void ready(NodeOptions options, Node node) {
        LoggerFactory.getLogger(RunCommand.class)
                .atInfo()
                .setMessage("ready")
                .addKeyValue(LogKey.WORKER_ID, options.workerId())
                .addKeyValue("roles", options.plan().names())
                .addKeyValue("opsPort", node.opsPort())
                .addKeyValue(
                        "ingestPort",
                        node.role(IngestRole.class)
                                .map(role -> String.valueOf(role.port()))
                                .orElse("none"))
                .log();
    }
}
