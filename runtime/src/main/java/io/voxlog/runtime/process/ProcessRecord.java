package io.voxlog.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;

/** The file that names the children of a folder, one per line; replaced as a whole. Not thread-safe. */
final class ProcessRecord {
    private final Path file;

    ProcessRecord(Path file) {
        this.file = file;
    }

    List<RecordedProcess> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(RecordedProcess::parse)
                .toList();
    }

    void write(Collection<RecordedProcess> processes) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, processes.stream().map(RecordedProcess::toLine).toList());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
