package io.voxlog.ingest.audio.adapter;

import io.voxlog.ingest.audio.AudioRequest;

/** The audio of one open track on its way to the log. Confined to the verticle's context; refusals are thrown. */
interface SourceStream {
    /** A binary frame as it came. */
    void frame(byte[] bytes);

    /** A message other than open. */
    void request(AudioRequest request);

    /** To be called every {@code progressEvery}. */
    void tick(long nowNanos);

    /** What is accepted and not acknowledged by the broker. */
    int inFlight();
}
