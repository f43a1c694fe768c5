package io.voxlog.ingest.audio.adapter;

import io.vertx.core.buffer.Buffer;

/** What a connection's messages mean. Methods run on the verticle's context; refusals are thrown. */
interface SourceDialect {
    /** The connection is there. */
    void started();

    void text(String text);

    void binary(Buffer bytes);

    /** The track is open. */
    void streaming(SourceStream stream);

    /** Whether the peer reads our messages; else it gets close codes only. */
    boolean listens();

    /** The connection has ended. */
    void ended(boolean inPeace);
}
