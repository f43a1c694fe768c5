package io.voxlog.stt.session;

/** Where sessions tell what is worth knowing live. Called on the thread of the session; must not block for long. */
public interface SessionLog {
    /** A session changed its status. */
    void session(SessionFacts facts);

    /** Live words that may still change. */
    void partial(Track track, long startTicks, long endTicks, String text);
}
