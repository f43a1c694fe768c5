package io.voxlog.infra.registry;

import io.voxlog.runtime.file.FolderTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The registry's jars, unpacked from the class path once per folder. */
final class RegistryPrograms {
    private static final String ARCHIVE = "/voxlog/apicurio-registry-app-all.tar.gz";
    private static final int BUFFER_BYTES = 1 << 16;

    private RegistryPrograms() {}

    /**
     * The registry's executable jar. Another process may unpack to the same cache at the same time: the whole appears
     * at once or not at all.
     */
    static Path unpack(Path cache) throws IOException {
        URL resource = RegistryPrograms.class.getResource(ARCHIVE);
        if (resource == null) {
            throw new RegistryProcessException(ARCHIVE + " is not on the class path");
        }
        URLConnection connection = resource.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            // The length stands for the version.
            Path home = cache.resolve("apicurio-registry-" + connection.getContentLengthLong());
            if (!Files.isDirectory(home)) {
                Files.createDirectories(cache);
                Path partial = Files.createTempDirectory(cache, "unpacking-");
                extract(in, partial);
                publish(partial, home);
            }
            return runner(home.toAbsolutePath());
        }
    }

    private static Path runner(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(
                            () -> new RegistryProcessException("no runner jar in " + home + ": remove that folder"));
        }
    }

    private static void extract(InputStream in, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("archive entry outside of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                }
            }
        }
    }

    private static void publish(Path partial, Path home) throws IOException {
        try {
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            FolderTree.delete(partial);
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }
}
