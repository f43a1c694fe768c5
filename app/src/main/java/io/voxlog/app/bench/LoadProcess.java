package io.voxlog.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The load in a process of its own, so that its work is not counted as the system's. It says on its standard output, a
 * line each, when it begins and ends to measure, and then what it found.
 */
final class LoadProcess implements AutoCloseable {
    static final String BEGIN = "begin";
    static final String END = "end";

    private final Process process;
    private final BufferedReader lines;

    private LoadProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts a main class of this program; the secret goes through the environment, where other users do not see it.
     */
    static LoadProcess start(Class<?> main, String secret, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseParallelGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LIVEKIT_API_SECRET", secret);
        try {
            return new LoadProcess(builder.start());
        } catch (IOException e) {
            throw new BenchFailedException("the load process did not start", e);
        }
    }

    /** Waits for a line; fails where the process ends before it says so. */
    void await(String line) {
        for (String said = next(); !said.equals(line); said = next()) {
            if (said.isEmpty()) {
                throw new BenchFailedException("the load process ended early; its reason stands above", null);
            }
        }
    }

    /** What it says until it ends. */
    List<String> rest() {
        List<String> rest = new ArrayList<>();
        for (String said = next(); !said.isEmpty(); said = next()) {
            rest.add(said);
        }
        return rest;
    }

    private String next() {
        try {
            String line = lines.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new BenchFailedException("the load process cannot be read", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
