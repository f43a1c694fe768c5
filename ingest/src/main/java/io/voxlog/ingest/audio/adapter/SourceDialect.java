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

    /**
     * The peer is gone, but what it said before its track was open is kept here and nowhere else: the opening goes on,
     * and the connection ends after it.
     */
    boolean awaitsOpening();

    /** The connection has ended. */
    void ended(boolean inPeace);
}
