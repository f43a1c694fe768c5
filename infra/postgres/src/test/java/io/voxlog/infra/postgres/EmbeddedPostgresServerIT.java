package io.voxlog.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.voxlog.runtime.process.ChildProcesses;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EmbeddedPostgresServerIT {
    @TempDir
    static Path cache;

    @TempDir
    Path folder;

    private EmbeddedPostgresConfig config;

    @BeforeEach
    void setUp() {
        config = new EmbeddedPostgresConfig(folder.resolve("postgres"), cache, 0);
    }

    @Test
    void keepsItsDataOverARestartAndLeavesNoProcess() throws Exception {
        try (ChildProcesses children = open();
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(children, config)) {
            execute(server.settings(), "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('there')");
        }
        long pid;
        try (ChildProcesses children = open();
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(children, config)) {
            pid = server.process().pid();
            assertThat(query(server.settings(), "SELECT word FROM kept")).isEqualTo("there");
        }
        assertThat(runs(pid)).isFalse();
    }

    @Test
    void recoversOnTheSameFolderAfterItsOwnerWasKilled() throws Exception {
        Process owner = owner();
        long orphan = serverPid(owner);
        owner.destroyForcibly().waitFor();
        assertThat(runs(orphan)).isTrue();

        try (ChildProcesses children = open();
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(children, config)) {
            assertThat(server.process().pid()).isNotEqualTo(orphan);
            assertThat(runs(orphan)).isFalse();
            assertThat(query(server.settings(), "SELECT word FROM kept")).isEqualTo("there");
        }
    }

    @Test
    void stopsAServerThatOnlyPostgresItselfRecorded() throws Exception {
        Process owner = owner();
        long orphan = serverPid(owner);
        owner.destroyForcibly().waitFor();
        Files.delete(folder.resolve("processes"));

        try (ChildProcesses children = open();
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(children, config)) {
            assertThat(runs(orphan)).isFalse();
            assertThat(query(server.settings(), "SELECT word FROM kept")).isEqualTo("there");
        }
    }

    @Test
    void recoversWhenOwnerAndServerWereKilledAndAnotherProgramHasThePid() throws Exception {
        Process owner = owner();
        long orphan = serverPid(owner);
        owner.destroyForcibly().waitFor();
        ProcessHandle.of(orphan).orElseThrow().destroyForcibly();
        await().until(() -> !runs(orphan));
        Path file = config.folder().resolve("data/postmaster.pid");
        Files.writeString(file, Files.readString(file).replaceFirst("\\d+", Long.toString(self())));

        try (ChildProcesses children = open();
                EmbeddedPostgresServer restarted = EmbeddedPostgresServer.start(children, config)) {
            assertThat(query(restarted.settings(), "SELECT word FROM kept")).isEqualTo("there");
        }
    }

    @Test
    void startsOverAfterAnInterruptedInitdb() throws Exception {
        Files.createDirectories(config.folder().resolve("data/base"));
        Files.writeString(config.folder().resolve("data/PG_VERSION"), "17");

        try (ChildProcesses children = open();
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(children, config)) {
            assertThat(query(server.settings(), "SELECT 'up'")).isEqualTo("up");
        }
    }

    @Test
    void namesTheBusyPort() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ChildProcesses children = open()) {
            EmbeddedPostgresConfig onBusyPort = new EmbeddedPostgresConfig(config.folder(), cache, busy.getLocalPort());

            assertThatThrownBy(() -> EmbeddedPostgresServer.start(children, onBusyPort))
                    .isInstanceOf(PostgresException.class)
                    .hasMessageContaining(Integer.toString(busy.getLocalPort()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void asRootItRunsByEachWayThatThisMachineAllows(int way) throws Exception {
        Path home = PostgresBinaries.unpack(cache);
        DataFolder data = DataFolder.open(config.folder());
        assumeThat((int) Files.getAttribute(data.data(), "unix:uid")).isZero();
        RunAs runAs = RunAs.waysAsRoot().get(way);
        assumeThat(runAs.usable(home, data.data())).isTrue();

        try (ChildProcesses children = open();
                EmbeddedPostgresServer server =
                        EmbeddedPostgresServer.start(children, config, (programs, files) -> runAs)) {
            assertThat(query(server.settings(), "SELECT 'up'")).isEqualTo("up");
        }
        try (ChildProcesses children = open();
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(children, config)) {
            assertThat(query(server.settings(), "SELECT 'up again'")).isEqualTo("up again");
        }
    }

    @Test
    void migratesOnceAndMakesTheTablesOfTheSeed() throws SQLException {
        try (ChildProcesses children = open();
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(children, config)) {
            assertThat(Migrations.migrate(server.settings())).isPositive();
            assertThat(Migrations.migrate(server.settings())).isZero();
            assertThat(query(server.settings(), """
                    SELECT string_agg(table_name, ' ' ORDER BY table_name) FROM information_schema.tables
                    WHERE table_name IN ('rooms', 'participants', 'transcriptions', 'post_call_jobs')
                    """)).isEqualTo("participants post_call_jobs rooms transcriptions");
        }
    }

    private ChildProcesses open() {
        return ChildProcesses.open(folder, Duration.ZERO);
    }

    private Process owner() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresOwnerMain.class.getName(),
                        folder.toString(),
                        cache.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long serverPid(Process owner) throws IOException {
        BufferedReader out = owner.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("server ")) {
                return Long.parseLong(line.substring("server ".length()));
            }
        }
        throw new AssertionError("the owner ended early");
    }

    /** An ended orphan may stay in the process table where nobody waits for it (state Z). */
    private static boolean runs(long pid) throws IOException {
        Path stat = Path.of("/proc/" + pid + "/stat");
        boolean zombie = Files.exists(stat) && Files.readString(stat).contains(") Z ");
        return !zombie && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static long self() {
        return ProcessHandle.current().pid();
    }

    private static void execute(PostgresSettings settings, String... statements) throws SQLException {
        try (Connection connection = Databases.connect(settings);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(PostgresSettings settings, String sql) throws SQLException {
        try (Connection connection = Databases.connect(settings);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
