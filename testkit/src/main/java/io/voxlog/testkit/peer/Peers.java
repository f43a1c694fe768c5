package io.voxlog.testkit.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds optional test peers. A missing peer skips the test with its name, unless {@code VOXLOG_REQUIRE_PEERS} (a
 * comma-separated list) names it: then the test fails.
 */
public final class Peers {
    private static final String REQUIRED = "VOXLOG_REQUIRE_PEERS";

    private Peers() {}

    /**
     * The program that stands for a peer.
     *
     * @param peer its name in {@code VOXLOG_REQUIRE_PEERS}, such as opus-tools
     * @param program to be found on the PATH, such as opusdec
     * @param environment of the test run
     */
    public static Path require(String peer, String program, Map<String, String> environment) {
        Optional<Path> found = find(program, environment.getOrDefault("PATH", ""));
        if (found.isPresent()) {
            return found.get();
        }
        String message = "peer " + peer + " is missing (" + program + " is not on the PATH)";
        List<String> required = Arrays.stream(
                        environment.getOrDefault(REQUIRED, "").split(",", -1))
                .map(String::strip)
                .toList();
        if (required.contains(peer)) {
            Assertions.fail(message + ", and " + REQUIRED + " names it");
        }
        System.getLogger(Peers.class.getName())
                .log(System.Logger.Level.WARNING, "SKIPPED: {0}; install it to run its tests", message);
        Assumptions.abort(message);
        throw new IllegalStateException("not reached");
    }

    private static Optional<Path> find(String program, String path) {
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
