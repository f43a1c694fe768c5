package io.voxlog.app.cli;

import io.voxlog.app.stack.Infrastructure;
import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.runtime.config.EnvFile;
import io.voxlog.runtime.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the commands take their variables from: flags, the environment, {@code .env} in the working directory. */
final class Variables {
    private static final Path ENV_FILE = Path.of(".env");
    private static final String BROKERS = "KAFKA_BOOTSTRAP_SERVERS";
    private static final String REGISTRY = "SCHEMA_REGISTRY_URL";
    private static final Set<String> PARTS_OF_A_CLUSTER = Set.of(BROKERS, REGISTRY, PostgresSettings.URL_VARIABLE);

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

    /**
     * For tools that look at a cluster: where no part of one is named, the one of {@code dev} in this directory, if it
     * runs. Brokers of one cluster are never mixed with the registry or the database of another.
     *
     * @param envFile in place of {@code .env}; must be there
     */
    static Settings ofCluster(Optional<Path> envFile, Map<String, String> flags) {
        Settings settings = read(envFile, flags);
        Path dev = devFile();
        if (!Collections.disjoint(settings.values().keySet(), PARTS_OF_A_CLUSTER) || !Files.exists(dev)) {
            return settings;
        }
        return new Settings(EnvFile.read(dev), settings.notes()).with(settings.values());
    }

    /**
     * Leaves word for {@link #ofCluster} of where {@code dev} runs, for this user only, as it names the database's
     * password. The file goes with the process.
     */
    static void leaveWord(Infrastructure cluster) throws IOException {
        Path file = devFile();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        Files.createFile(file, ownersOnly(file));
        Files.write(
                file,
                List.of(
                        "# Written by ./voxlog dev, read by commands that look at a cluster when none is named.",
                        BROKERS + "=" + cluster.bootstrapServers(),
                        REGISTRY + "=" + cluster.registryUrl(),
                        PostgresSettings.URL_VARIABLE + "=" + cluster.databaseUrl()));
        file.toFile().deleteOnExit();
    }

    private static FileAttribute<?>[] ownersOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static Path devFile() {
        return Workspace.inWorkingDirectory().dev().resolve("connection.env");
    }
}
