package io.voxlog.runtime.process;

import io.voxlog.runtime.LogKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the child processes of a data folder. One JVM at a time owns a folder (a file lock, which the kernel releases
 * however the JVM ends). Children are recorded by pid and start time; opening a folder first stops those a dead owner
 * left behind, and no others. {@link #close()} stops the children, newest first; so does a shutdown hook of the JVM,
 * after it has given the owner some time to do so in its own order. Thread-safe.
 */
public final class ChildProcesses implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChildProcesses.class);

    /** After this long a child that was asked to end is killed. */
    private static final Duration STOP_BOUND = Duration.ofSeconds(10);

    /** What a child sees of this process's environment: nothing that could be a secret or change what it does. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Path folder;
    private final FileChannel lock;
    private final ProcessRecord record;
    private final Map<String, ChildProcess> children = new LinkedHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    private ChildProcesses(Path folder, FileChannel lock, Duration shutdownGrace) {
        this.folder = folder;
        this.lock = lock;
        this.record = new ProcessRecord(folder.resolve("processes"));
        this.hook = new Thread(() -> stopAtShutdown(shutdownGrace), "child-processes-shutdown");
    }

    /**
     * Takes the folder, made if need be, and stops what a dead owner left running. Blocks up to 15 s per such child.
     *
     * @param folder for the record and the children's output
     * @param shutdownGrace how long the JVM's shutdown waits for {@link #close()} before it stops the children itself
     * @throws ChildProcessException if another process (or this one) owns the folder, or it cannot be written
     */
    public static ChildProcesses open(Path folder, Duration shutdownGrace) {
        try {
            Files.createDirectories(folder);
            FileChannel lock = lock(folder);
            ChildProcesses opened = new ChildProcesses(folder.toAbsolutePath(), lock, shutdownGrace);
            opened.stopOrphans();
            Runtime.getRuntime().addShutdownHook(opened.hook);
            return opened;
        } catch (IOException e) {
            throw new ChildProcessException("cannot use " + folder + " for child processes: " + e, e);
        }
    }

    /**
     * Starts a child. Its output is appended to {@code <name>.log} in the folder.
     *
     * @throws ChildProcessException if it cannot be started, or a child of this name runs
     */
    public synchronized ChildProcess start(ChildCommand command) {
        ChildProcess running = children.get(command.name());
        if (closed.getCount() == 0 || (running != null && running.isAlive())) {
            throw new ChildProcessException("child process " + command.name() + " already runs, or owner is closed");
        }
        Path output = folder.resolve(command.name() + ".log");
        try {
            Process process = builder(command, output).start();
            RecordedProcess recorded = RecordedProcess.of(command.name(), process.toHandle(), command.stopSignal());
            ChildProcess child = new ChildProcess(this, recorded, process, output);
            children.put(command.name(), child);
            writeRecord();
            return child;
        } catch (IOException e) {
            throw new ChildProcessException("cannot start " + command.name() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Stops a process that is known from elsewhere by pid and start time (Postgres keeps such a record of its own).
     * Does nothing, and says so, if the process of that pid started at another time.
     *
     * @return whether that process was running
     */
    public boolean stopKnown(String name, long pid, java.time.Instant started, StopSignal signal) {
        Optional<ProcessHandle> found = new RecordedProcess(name, pid, started, signal).find();
        found.ifPresent(process -> Stopper.stop(process, signal, STOP_BOUND));
        return found.isPresent();
    }

    /** Stops all children, newest first, and gives the folder up. Safe to call more than once. */
    @Override
    public synchronized void close() {
        if (closed.getCount() == 0) {
            return;
        }
        List<ChildProcess> newestFirst = new ArrayList<>(children.values());
        Collections.reverse(newestFirst);
        newestFirst.forEach(this::stop);
        closed.countDown();
        try {
            lock.close();
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IOException | IllegalStateException alreadyGone) {
            log.atDebug().setMessage("children closed while shutting down").log();
        }
    }

    synchronized void stop(ChildProcess child) {
        Stopper.stop(child.handle(), child.recorded().stopSignal(), STOP_BOUND);
        if (children.remove(child.name(), child)) {
            try {
                writeRecord();
            } catch (IOException e) {
                log.atWarn()
                        .setMessage("record of child processes not written")
                        .addKeyValue(LogKey.ERROR, e)
                        .log();
            }
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean mine = false;
        try {
            mine = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            mine = false;
        } finally {
            if (!mine) {
                channel.close();
            }
        }
        if (!mine) {
            throw new ChildProcessException(folder + " is in use by another running process: stop it first, or choose"
                    + " another data folder");
        }
        return channel;
    }

    private void stopOrphans() throws IOException {
        for (RecordedProcess orphan : record.read()) {
            orphan.find().ifPresent(process -> {
                log.atInfo()
                        .setMessage("stopping child of a dead owner")
                        .addKeyValue(LogKey.COMPONENT, orphan.name())
                        .addKeyValue("pid", orphan.pid())
                        .log();
                Stopper.stop(process, orphan.stopSignal(), STOP_BOUND);
            });
        }
        record.write(List.of());
    }

    private void writeRecord() throws IOException {
        record.write(children.values().stream().map(ChildProcess::recorded).toList());
    }

    private static ProcessBuilder builder(ChildCommand command, Path output) {
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            // A session of its own: Ctrl-C at the terminal reaches the owner, which stops its children in order.
            line.add(SETSID.toString());
        }
        line.addAll(command.command());
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(command.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(command.environment());
        return builder;
    }

    private void stopAtShutdown(Duration grace) {
        try {
            if (!closed.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
