package io.voxlog.runtime;

import io.vertx.core.Future;
import io.voxlog.runtime.ops.ReadinessProbe;
import java.util.List;
import java.util.Set;

/** One of the jobs a Voxlog process can do: ingest, audio-stream, stt-connector, analysis, monitor. */
public interface Role {
    /** The name in {@code --roles} and in logs. */
    String name();

    /** Starts the role; the future completes when it does its work, or fails with the cause. */
    Future<Void> start();

    /** Stops in the reverse order of starting; safe to call more than once and after a failed start. */
    Future<Void> stop();

    /** What this role needs beyond Kafka and the registry to do its work; asked by {@code /ready}. */
    default List<ReadinessProbe> probes() {
        return List.of();
    }

    /** Sids of the rooms it works on right now, for the worker's record; called from any thread. */
    default Set<String> rooms() {
        return Set.of();
    }
}
