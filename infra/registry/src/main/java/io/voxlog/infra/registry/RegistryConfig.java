package io.voxlog.infra.registry;

import io.voxlog.infra.postgres.PostgresSettings;
import java.nio.file.Path;

/**
 * How the registry is run.
 *
 * @param folder its working folder
 * @param cache takes the unpacked programs (115 MB); may be shared by several registries and processes
 * @param port on 127.0.0.1, or 0 for a free one
 * @param storage the database that keeps the schemas: one of its own, as its tables have common names
 */
public record RegistryConfig(Path folder, Path cache, int port, PostgresSettings storage) {}
