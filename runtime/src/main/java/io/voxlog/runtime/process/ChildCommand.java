package io.voxlog.runtime.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a child process.
 *
 * @param name of the child, unique within its folder; also the name of its log file
 * @param command program and arguments
 * @param environment variables of the child beyond the few that every child gets (path, home, locale, time zone)
 * @param directory its working directory
 * @param stopSignal the signal that asks it to end
 */
public record ChildCommand(
        String name, List<String> command, Map<String, String> environment, Path directory, StopSignal stopSignal) {
    public ChildCommand {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("not a name of a child process: " + name);
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
