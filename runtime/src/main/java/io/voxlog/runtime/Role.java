package io.voxlog.runtime;

import io.vertx.core.Future;

/** One of the jobs a Voxlog process can do: ingest, audio-stream, stt-connector, analysis, monitor. */
public interface Role {
    /** The name in {@code --roles} and in logs. */
    String name();

    /** Starts the role; the future completes when it does its work, or fails with the cause. */
    Future<Void> start();

    /** Stops in the reverse order of starting; safe to call more than once and after a failed start. */
    Future<Void> stop();
}
