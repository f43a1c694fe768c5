package io.voxlog.app.cli;

import io.voxlog.runtime.config.EnvFile;
import io.voxlog.runtime.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the commands take their variables from: flags, the environment, {@code .env} in the working directory. */
final class Variables {
    private static final Path ENV_FILE = Path.of(".env");
    private static final String BROKERS = "KAFKA_BOOTSTRAP_SERVERS";
    private static final String REGISTRY = "SCHEMA_REGISTRY_URL";

    private Variables() {}

    /** Of the environment, and of {@code .env} where it is. */
    static Settings read() {
        return read(Optional.empty(), Map.of());
    }

    /**
     * Of flags over the environment over a file.
     *
     * @param envFile in place of {@code .env}; must be there
     */
    static Settings read(Optional<Path> envFile, Map<String, String> flags) {
        Path file = envFile.orElse(ENV_FILE);
        boolean wanted = envFile.isPresent() || Files.exists(file);
        return Settings.of(flags, System.getenv(), wanted ? EnvFile.read(file) : Map.of());
    }

    /** For tools that look at a cluster: where none is named, the one of {@code dev} in this directory, if it runs. */
    static Settings ofCluster() {
        Settings settings = read();
        Path dev = devFile();
        if (settings.values().containsKey(BROKERS) || !Files.exists(dev)) {
            return settings;
        }
        return new Settings(EnvFile.read(dev), settings.notes()).with(settings.values());
    }

    /** Leaves word for {@link #ofCluster} of where {@code dev} runs; the file goes with the process. */
    static void leaveWord(String brokers, String registryUrl) throws IOException {
        Path file = devFile();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                "# Written by ./voxlog dev, read by commands that look at a cluster when none is named."
                        + System.lineSeparator()
                        + BROKERS + "=" + brokers + System.lineSeparator() + REGISTRY + "=" + registryUrl
                        + System.lineSeparator());
        file.toFile().deleteOnExit();
    }

    private static Path devFile() {
        return Workspace.inWorkingDirectory().dev().resolve("connection.env");
    }
}
