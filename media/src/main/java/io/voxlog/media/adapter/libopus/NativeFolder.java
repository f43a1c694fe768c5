package io.voxlog.media.adapter.libopus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.lwjgl.system.Configuration;

/**
 * A folder of our own that LWJGL unpacks libraries into, instead of one with a name that others can guess. It can go as
 * soon as they are loaded.
 */
final class NativeFolder {
    private NativeFolder() {}

    static Path use() {
        try {
            Path folder = Files.createTempDirectory("voxlog-native-");
            Configuration.SHARED_LIBRARY_EXTRACT_PATH.set(folder.toString());
            return folder;
        } catch (IOException e) {
            throw new LibopusMissingException("no temporary folder for libopus: " + e.getMessage(), e);
        }
    }

    static void remove(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // It lies in the system's temporary folder, which is cleared anyway.
            folder.toFile().deleteOnExit();
        }
    }
}
