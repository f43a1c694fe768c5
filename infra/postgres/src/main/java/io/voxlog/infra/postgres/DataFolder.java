package io.voxlog.infra.postgres;

import io.voxlog.runtime.Secret;
import io.voxlog.runtime.file.FolderTree;
import io.voxlog.runtime.process.ChildCommand;
import io.voxlog.runtime.process.ChildProcess;
import io.voxlog.runtime.process.ChildProcesses;
import io.voxlog.runtime.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The folder of a server: its data, its password, and the mark that it was initialised to the end. */
final class DataFolder {
    private static final Duration INIT_BOUND = Duration.ofSeconds(60);
    private static final String OWNER_ONLY = "rw-------";

    private final Path folder;
    private final Path data;

    private DataFolder(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
    }

    static DataFolder open(Path folder) throws IOException {
        DataFolder opened = new DataFolder(folder.toAbsolutePath());
        Files.createDirectories(opened.data);
        Files.setPosixFilePermissions(opened.data, PosixFilePermissions.fromString("rwx------"));
        return opened;
    }

    Path data() {
        return data;
    }

    /** The superuser's password, made at first use. */
    Secret password() throws IOException {
        Path file = folder.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path partial = Files.createTempFile(folder, "password-", "");
            Files.writeString(partial, HexFormat.of().formatHex(random));
            Files.move(partial, file);
        }
        return new Secret(Files.readString(file).strip());
    }

    /** Runs initdb, unless it once ran to its end here. What an interrupted one left is removed first. */
    void initialise(ChildProcesses children, RunAs runAs, Path home, String user) throws IOException {
        Path done = folder.resolve("initialised");
        if (Files.exists(done)) {
            return;
        }
        FolderTree.empty(data);
        Path passwordFile = folder.resolve("password-for-initdb");
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        try {
            Files.writeString(passwordFile, password().reveal());
            runAs.giveTo(passwordFile);
            runInitdb(children, runAs.command(initdb(home, user, passwordFile)));
            Files.createFile(done);
        } finally {
            Files.delete(passwordFile);
        }
    }

    /**
     * Stops a server of this folder that no record of ours names, and removes the file of one that is gone if its pid
     * now belongs to another program: Postgres would take that program for a server. If the pid is free, Postgres
     * itself finds out whether anything still uses the data.
     */
    void clearStaleServer(ChildProcesses children) throws IOException {
        Optional<PostmasterFile> file = PostmasterFile.read(data);
        if (file.isEmpty()) {
            return;
        }
        long pid = file.get().pid();
        boolean stopped = children.stopKnown("postgres", pid, file.get().started(), StopSignal.INT);
        if (!stopped && ProcessHandle.of(pid).isPresent()) {
            Files.deleteIfExists(data.resolve(PostmasterFile.NAME));
        }
    }

    private List<String> initdb(Path home, String user, Path passwordFile) {
        return List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + user,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-instructions");
    }

    private void runInitdb(ChildProcesses children, List<String> command) {
        ChildProcess initdb = children.start(new ChildCommand("initdb", command, Map.of(), data, StopSignal.TERM));
        try {
            int exit = initdb.ended().toCompletableFuture().get(INIT_BOUND.toMillis(), TimeUnit.MILLISECONDS);
            if (exit != 0) {
                throw new PostgresException("initdb failed with exit code " + exit + ": see " + initdb.log());
            }
        } catch (TimeoutException | ExecutionException e) {
            throw new PostgresException("initdb took longer than " + INIT_BOUND + ": see " + initdb.log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresException("interrupted during initdb", e);
        } finally {
            initdb.stop();
        }
    }
}
