package io.voxlog.ingest.audio.adapter;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.voxlog.ingest.audio.AudioLog;
import io.voxlog.ingest.audio.AudioSettings;
import io.voxlog.ingest.log.adapter.LogWriter;
import io.voxlog.ingest.metric.Counters;
import io.voxlog.ingest.room.RoomDirectory;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What every connection works with; all of it belongs to the verticle's context.
 *
 * @param encoders threads that encode raw samples
 * @param clock for arrival stamps and for the anchor of a track that declares none
 * @param nanoTime monotonic; for time-outs and silence
 */
public record AudioEdge(
        Vertx vertx,
        Context context,
        RoomDirectory rooms,
        AudioLog log,
        AudioLogView view,
        LogWriter writer,
        WorkerExecutor encoders,
        Counters counters,
        AudioSettings settings,
        Clock clock,
        LongSupplier nanoTime) {

    /** Runs a step on the verticle's context, from any thread. */
    void onContext(Runnable step) {
        context.runOnContext(done -> step.run());
    }
}
