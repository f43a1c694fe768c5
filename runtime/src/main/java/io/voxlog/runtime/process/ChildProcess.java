package io.voxlog.runtime.process;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/** A running child. Its standard input stays open and silent until this process ends. Thread-safe. */
public final class ChildProcess {
    private final ChildProcesses owner;
    private final RecordedProcess recorded;
    /** Kept, as its pipe to the child's standard input closes when it is collected. */
    private final Process process;

    private final Path log;

    ChildProcess(ChildProcesses owner, RecordedProcess recorded, Process process, Path log) {
        this.owner = owner;
        this.recorded = recorded;
        this.process = process;
        this.log = log;
    }

    public String name() {
        return recorded.name();
    }

    public long pid() {
        return recorded.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The file that takes its output. */
    public Path log() {
        return log;
    }

    /** Completes when the child has ended, with its exit code. */
    public CompletionStage<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Ends the child and takes it off the record; returns when it has ended. No effect on a child that has ended. */
    public void stop() {
        owner.stop(this);
    }

    RecordedProcess recorded() {
        return recorded;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }
}
