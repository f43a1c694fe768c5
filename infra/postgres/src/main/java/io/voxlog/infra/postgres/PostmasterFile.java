package io.voxlog.infra.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server writes down of itself in {@code postmaster.pid} of its data folder: line 1 its pid, line 3 its start
 * time in Unix seconds (Postgres, {@code miscadmin.h}, LOCK_FILE_LINE_*).
 */
record PostmasterFile(long pid, Instant started) {
    static final String NAME = "postmaster.pid";

    static Optional<PostmasterFile> read(Path data) throws IOException {
        Path file = data.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 3) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(lines.get(0).strip());
            Instant started = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
            return Optional.of(new PostmasterFile(pid, started));
        } catch (NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }
}
