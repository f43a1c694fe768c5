package io.voxlog.infra.registry;

import io.voxlog.infra.postgres.EmbeddedPostgresConfig;
import io.voxlog.infra.postgres.EmbeddedPostgresServer;
import io.voxlog.runtime.process.ChildProcesses;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A JVM that owns a registry, for tests that kill it: says the registry's pid, waits. */
final class RegistryOwnerMain {
    private RegistryOwnerMain() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path cache = Path.of(args[1]);
        ChildProcesses children = ChildProcesses.open(folder, Duration.ZERO);
        EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start(
                children, new EmbeddedPostgresConfig(folder.resolve("postgres"), cache, 0));
        RegistryProcess registry = RegistryProcess.start(
                children, new RegistryConfig(folder.resolve("registry"), cache, 0, postgres.database("registry")));
        PrintStream out = System.out;
        out.println("registry " + registry.process().pid());
        out.flush();
        new CountDownLatch(1).await();
    }
}
