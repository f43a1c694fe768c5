package io.voxlog.infra.postgres;

import io.voxlog.runtime.process.ChildProcesses;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A JVM that owns a server, for tests that kill it: writes a row, says the server's pid, waits. */
final class PostgresOwnerMain {
    private PostgresOwnerMain() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        ChildProcesses children = ChildProcesses.open(folder, Duration.ZERO);
        EmbeddedPostgresServer server = EmbeddedPostgresServer.start(
                children, new EmbeddedPostgresConfig(folder.resolve("postgres"), Path.of(args[1]), 0));
        try (Connection connection = Databases.connect(server.settings());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (word text)");
            statement.execute("INSERT INTO kept VALUES ('there')");
        }
        PrintStream out = System.out;
        out.println("server " + server.process().pid());
        out.flush();
        new CountDownLatch(1).await();
    }
}
