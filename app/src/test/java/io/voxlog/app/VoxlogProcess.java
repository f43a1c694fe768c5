package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A voxlog command in a process of its own, run from the packaged jar. */
final class VoxlogProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "voxlog.jar").toAbsolutePath();

    private final Process process;
    private final Path output;

    private VoxlogProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** As users run it. */
    static final List<String> USUAL_JVM = List.of("-Xmx3g", "-XX:+UseParallelGC");

    /** Up sooner, slower in the long run. */
    static final List<String> QUICK_JVM = List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote");

    /** Starts {@code voxlog <arguments>} in a working directory; what it prints goes to {@code <name>.out} there. */
    static VoxlogProcess start(Path directory, String name, List<String> jvm, String... arguments) {
        return start(directory, name, jvm, Map.of(), arguments);
    }

    /** The same with further variables in its environment. */
    static VoxlogProcess start(
            Path directory, String name, List<String> jvm, Map<String, String> environment, String... arguments) {
        assertThat(JAR).as("the packaged jar").exists();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-Dvoxlog.home=" + Path.of("..").toAbsolutePath().normalize());
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        try {
            Path output = directory.resolve(name + ".out");
            Files.deleteIfExists(output);
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("LIVEKIT_API_SECRET", "canary-secret-that-no-log-may-ever-show");
            builder.environment().putAll(environment);
            Process process = builder.directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new VoxlogProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line that matches and gives its first group. */
    String awaitLine(String regex, Duration patience) {
        Pattern pattern = Pattern.compile(regex);
        await().alias("a line like \"" + regex + "\"").atMost(patience).untilAsserted(() -> {
            String text = output();
            if (!pattern.matcher(text).find() && !process.isAlive()) {
                throw new IllegalStateException("the process has ended: " + text);
            }
            assertThat(text).containsPattern(pattern);
        });
        Matcher matcher = pattern.matcher(output());
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Waits for the end and gives the exit status. */
    int awaitExit(Duration patience) throws InterruptedException {
        assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended within %s; printed: %s", patience, output())
                .isTrue();
        return process.exitValue();
    }

    /** As {@code kill -9}: the process alone, its children stay behind. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** As Ctrl-C or {@code kill}: returns the processes it had started. */
    List<ProcessHandle> terminate() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        return children;
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
