package io.voxlog.runtime.process;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A JVM that owns a child, for tests that end it: says the child's pid, waits. */
final class ChildOwnerMain {
    private ChildOwnerMain() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        ChildProcess child = ChildProcesses.open(folder, Duration.ZERO)
                .start(new ChildCommand("child", List.of("sleep", "300"), Map.of(), folder, StopSignal.TERM));
        PrintStream out = System.out;
        out.println(child.pid());
        out.flush();
        new CountDownLatch(1).await();
    }
}
