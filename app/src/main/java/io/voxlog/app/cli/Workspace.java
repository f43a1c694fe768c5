package io.voxlog.app.cli;

import io.voxlog.runtime.file.FolderTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The folder {@code .voxlog} in the working directory: unpacked programs, the data of {@code dev}, and a folder per
 * {@code demo}. Only the newest demo keeps its data (some 100 MB); its report and transcript, and the data of demos run
 * with {@code --keep}, stay.
 */
record Workspace(Path root) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);
    private static final String KEEP = "keep";
    private static final String DATA = "data";

    static Workspace inWorkingDirectory() {
        return new Workspace(Path.of(".voxlog"));
    }

    Path programs() {
        return root.resolve("programs").toAbsolutePath();
    }

    Path dev() {
        return root.resolve("dev");
    }

    /** Makes the folder of a new demo and removes the data of older ones. */
    Path newDemo(Clock clock, boolean keep) throws IOException {
        Path demos = root.resolve("demo");
        Files.createDirectories(demos);
        for (Path old : folders(demos)) {
            Path data = old.resolve(DATA);
            if (!Files.exists(old.resolve(KEEP)) && Files.isDirectory(data) && !inUse(data)) {
                FolderTree.delete(data);
            }
        }
        Path demo = demos.resolve(STAMP.format(LocalDateTime.now(clock)));
        Files.createDirectories(demo);
        if (keep) {
            Files.createFile(demo.resolve(KEEP));
        }
        return demo;
    }

    /** The folder of a measurement; only its log outlives it. */
    Path newBench() throws IOException {
        Path bench = root.resolve("bench");
        Files.createDirectories(bench);
        removeData(bench);
        return bench;
    }

    /** Removes the data in a demo's or measurement's folder. */
    static void removeData(Path folder) throws IOException {
        Path data = data(folder);
        if (Files.isDirectory(data) && !inUse(data)) {
            FolderTree.delete(data);
        }
    }

    /** The folder of the stack's data within a demo's or dev's folder. */
    static Path data(Path folder) {
        return folder.resolve(DATA);
    }

    private static boolean inUse(Path data) throws IOException {
        Path lockFile = data.resolve("lock");
        if (!Files.exists(lockFile)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (Stream<Path> list = Files.list(parent)) {
            return list.filter(Files::isDirectory).toList();
        }
    }
}
