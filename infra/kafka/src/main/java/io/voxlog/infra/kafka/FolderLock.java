package io.voxlog.infra.kafka;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second broker off a data folder. Kafka has a lock of its own, but takes it only after the controller has
 * begun to write the metadata log, by which time two brokers have damaged it. The operating system drops the lock when
 * the process ends, however it ends.
 */
final class FolderLock implements AutoCloseable {
    private static final String NAME = ".voxlog.lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder if need be, and locks it. */
    static FolderLock take(Path folder) {
        FileChannel channel = open(folder);
        try {
            if (locked(channel)) {
                return new FolderLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
        throw new EmbeddedKafkaException(
                "Kafka's data folder " + folder + " is used by another process: stop that, or choose another folder",
                null);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedKafkaException("cannot give up the lock of a data folder", e);
        }
    }

    private static FileChannel open(Path folder) {
        try {
            Files.createDirectories(folder);
            return FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static EmbeddedKafkaException unusable(Path folder, @Nullable IOException e) {
        return new EmbeddedKafkaException(
                "cannot use " + folder + " as Kafka's data folder (" + e
                        + "): choose a folder that this user may write, on a disk that is not full",
                e);
    }
}
