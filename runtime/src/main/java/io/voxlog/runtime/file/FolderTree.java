package io.voxlog.runtime.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder with everything in it. Symbolic links are removed, never followed. */
public final class FolderTree {
    private FolderTree() {}

    /**
     * Deletes the folder.
     *
     * @throws IOException naming what could not be deleted; what was deleted before stays deleted
     */
    public static void delete(Path folder) throws IOException {
        empty(folder);
        Files.deleteIfExists(folder);
    }

    /** Deletes everything in the folder and leaves the folder; nothing happens where there is none. */
    public static void empty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> walk = Files.walk(folder)) {
            deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            if (!path.equals(folder)) {
                Files.deleteIfExists(path);
            }
        }
    }
}
