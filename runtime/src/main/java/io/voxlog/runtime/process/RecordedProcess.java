package io.voxlog.runtime.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as it stands in the record: a pid alone may by now belong to another program, pid and start time do not.
 *
 * @param name of the child
 * @param pid its process id
 * @param started its start time, as the operating system tells it
 * @param stopSignal the signal that asks it to end
 */
record RecordedProcess(String name, long pid, Instant started, StopSignal stopSignal) {
    /**
     * Linux gives start times relative to a boot time in whole seconds, which moves when the wall clock is adjusted:
     * two JVMs may see the same process start up to this far apart.
     */
    static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    static RecordedProcess of(String name, ProcessHandle process, StopSignal stopSignal) {
        Instant started = process.info().startInstant().orElse(Instant.EPOCH);
        return new RecordedProcess(name, process.pid(), started, stopSignal);
    }

    /** The process itself, if it still runs: same pid and same start time. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    String toLine() {
        return String.join("\t", name, Long.toString(pid), Long.toString(started.toEpochMilli()), stopSignal.name());
    }

    static RecordedProcess parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 4) {
            throw new IllegalArgumentException("not a recorded process: " + line);
        }
        Instant started = Instant.ofEpochMilli(Long.parseLong(fields[2]));
        return new RecordedProcess(fields[0], Long.parseLong(fields[1]), started, StopSignal.valueOf(fields[3]));
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(instant -> Duration.between(instant, started).abs())
                .filter(apart -> apart.compareTo(START_TOLERANCE) <= 0)
                .isPresent();
    }
}
