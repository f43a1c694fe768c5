package io.voxlog.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends a process: asks by its signal, then kills after a bound. */
final class Stopper {
    private static final long STEP_MILLIS = 20;
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private Stopper() {}

    /** Returns when the process has ended, or could not be killed within 5 s after the bound. */
    static void stop(ProcessHandle process, StopSignal signal, Duration bound) {
        ask(process, signal);
        if (!ended(process, bound)) {
            process.destroyForcibly();
            ended(process, AFTER_KILL);
        }
    }

    private static void ask(ProcessHandle process, StopSignal signal) {
        if (signal == StopSignal.TERM || !interrupt(process)) {
            process.destroy();
        }
    }

    /** The JDK has no way to send SIGINT. */
    private static boolean interrupt(ProcessHandle process) {
        try {
            Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return kill.waitFor(5, TimeUnit.SECONDS) && kill.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean ended(ProcessHandle process, Duration bound) {
        try {
            for (long left = bound.toMillis(); running(process); left -= STEP_MILLIS) {
                if (left <= 0) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean running(ProcessHandle process) {
        return process.isAlive() && !zombie(process.pid());
    }

    /** An orphan that nobody waits for stays in the process table after its end (Linux, proc(5): state Z). */
    private static boolean zombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }
}
