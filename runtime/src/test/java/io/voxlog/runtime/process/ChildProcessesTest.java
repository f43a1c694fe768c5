package io.voxlog.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildProcessesTest {
    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void tearDown() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void stopsItsChildrenOnClose() throws Exception {
        long pid;
        try (ChildProcesses children = open()) {
            pid = children.start(sleep("child")).pid();
            assertThat(runs(pid)).isTrue();
        }
        assertThat(runs(pid)).isFalse();
        assertThat(Files.readAllLines(folder.resolve("processes"))).isEmpty();
    }

    @Test
    void killsAChildThatIgnoresTheRequestToEnd() throws Exception {
        Process deaf = start("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done");
        deaf.inputReader().readLine();

        Stopper.stop(deaf.toHandle(), StopSignal.TERM, Duration.ofMillis(200));

        assertThat(runs(deaf.pid())).isFalse();
    }

    @Test
    void interruptsAChildThatEndsOnThatSignalOnly() throws Exception {
        try (ChildProcesses children = open()) {
            ChildProcess child = children.start(new ChildCommand(
                    "child",
                    hearingInterrupts(
                            "trap '' TERM; trap 'echo interrupted; exit 3' INT; echo up; while :; do sleep 0.05; done"),
                    Map.of(),
                    folder,
                    StopSignal.INT));
            await().until(() -> Files.readString(child.log()).contains("up"));
            child.stop();

            assertThat(child.ended().toCompletableFuture().get()).isEqualTo(3);
            assertThat(Files.readString(child.log())).contains("interrupted");
        }
    }

    /** A shell cannot trap a signal that was ignored when it began, as INT is below a shell's background job. */
    private List<String> hearingInterrupts(String script) throws Exception {
        List<String> shell = List.of("sh", "-c", script);
        List<String> reset = List.of("env", "--default-signal=INT");
        boolean canReset = start("env", "--default-signal=INT", "true").waitFor() == 0;
        return canReset ? Stream.concat(reset.stream(), shell.stream()).toList() : shell;
    }

    @Test
    void nextStartStopsTheChildOfAKilledOwnerAndNoOther() throws Exception {
        Process bystander = start("sleep", "300");
        Process owner = owner();
        long orphan = Long.parseLong(owner.inputReader().readLine());
        owner.destroyForcibly().waitFor();
        assertThat(runs(orphan)).isTrue();

        open().close();

        assertThat(runs(orphan)).isFalse();
        assertThat(runs(bystander.pid())).isTrue();
    }

    @Test
    void leavesAProcessThatOnlyHasTheRecordedPid() throws Exception {
        Process bystander = start("sleep", "300");
        Instant before = bystander.info().startInstant().orElseThrow().minusSeconds(60);
        RecordedProcess stale = new RecordedProcess("child", bystander.pid(), before, StopSignal.TERM);
        new ProcessRecord(folder.resolve("processes")).write(List.of(stale));

        try (ChildProcesses children = open()) {
            assertThat(children.stopKnown("child", bystander.pid(), before, StopSignal.TERM))
                    .isFalse();
        }
        assertThat(runs(bystander.pid())).isTrue();
    }

    @Test
    void childrenEndWithAnOwnerThatIsAskedToEnd() throws Exception {
        Process owner = owner();
        long child = Long.parseLong(owner.inputReader().readLine());

        owner.destroy();
        owner.waitFor();

        await().until(() -> !runs(child));
    }

    @Test
    void aFolderHasOneOwnerAtATime() throws Exception {
        Process owner = owner();
        long child = Long.parseLong(owner.inputReader().readLine());

        assertThatThrownBy(this::open)
                .isInstanceOf(ChildProcessException.class)
                .hasMessageContaining(folder.toString());
        assertThat(runs(child)).isTrue();

        owner.destroy();
        owner.waitFor();
    }

    @Test
    void secretsInTheEnvironmentOfTheOwnerStayThere() throws Exception {
        try (ChildProcesses children = open()) {
            ChildProcess child = children.start(
                    new ChildCommand("child", List.of("env"), Map.of("GIVEN", "yes"), folder, StopSignal.TERM));
            child.ended().toCompletableFuture().get();

            assertThat(Files.readAllLines(child.log()))
                    .contains("GIVEN=yes")
                    .allMatch(line -> line.matches("(GIVEN|PATH|HOME|LANG|LC_ALL|TZ|TMPDIR)=.*"));
        }
    }

    @Test
    void aGuardedJarEndsWhenItsInputEnds() throws Exception {
        Path guard = folder.resolve("guard-test");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ParentGuard.class.getName(),
                ChildOwnerMain.class.getName(),
                guard.toString()));
        Process guarded = start(command.toArray(String[]::new));
        long grandchild = Long.parseLong(guarded.inputReader().readLine());

        guarded.getOutputStream().close();

        assertThat(guarded.waitFor()).isEqualTo(ParentGuard.PARENT_GONE);
        ChildProcesses.open(guard, Duration.ZERO).close();
        assertThat(runs(grandchild)).isFalse();
    }

    private ChildProcesses open() {
        return ChildProcesses.open(folder, Duration.ZERO);
    }

    private ChildCommand sleep(String name) {
        return new ChildCommand(name, List.of("sleep", "300"), Map.of(), folder, StopSignal.TERM);
    }

    private Process owner() throws IOException {
        return start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ChildOwnerMain.class.getName(),
                folder.toString());
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }

    /** An ended orphan may stay in the process table where nobody waits for it (state Z). */
    private static boolean runs(long pid) throws IOException {
        Path stat = Path.of("/proc/" + pid + "/stat");
        boolean zombie = Files.exists(stat) && Files.readString(stat).contains(") Z ");
        return !zombie && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
