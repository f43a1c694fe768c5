package io.voxlog.infra.postgres;

import java.nio.file.Path;

/**
 * Where an embedded Postgres lives.
 *
 * @param folder keeps the data and the password; a restart on the same folder finds everything again
 * @param cache takes the unpacked programs (60 MB); may be shared by several servers and processes
 * @param port on 127.0.0.1, or 0 for a free one
 */
public record EmbeddedPostgresConfig(Path folder, Path cache, int port) {
    /** Everything in one folder, on a free port. */
    public static EmbeddedPostgresConfig in(Path folder) {
        return new EmbeddedPostgresConfig(folder, folder.resolve("programs"), 0);
    }
}
