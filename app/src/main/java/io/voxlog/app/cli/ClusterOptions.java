package io.voxlog.app.cli;

import io.voxlog.runtime.Env;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster a command works on: flags over the environment over {@code .env}, else that of {@code dev}. */
final class ClusterOptions {
    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Brokers. Default: KAFKA_BOOTSTRAP_SERVERS, else those of ./voxlog dev in this folder.")
    private Optional<String> server = Optional.empty();

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Apicurio Registry. Default: SCHEMA_REGISTRY_URL, else that of ./voxlog dev in this folder.")
    private Optional<String> registry = Optional.empty();

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "Variables, in place of .env in the working directory.")
    private Optional<Path> envFile = Optional.empty();

    Env env() {
        Map<String, String> flags = new HashMap<>();
        server.ifPresent(value -> flags.put("KAFKA_BOOTSTRAP_SERVERS", value));
        registry.ifPresent(value -> flags.put("SCHEMA_REGISTRY_URL", value));
        return Variables.ofCluster(envFile, flags).env();
    }
}
