package io.voxlog.stt.adapter.sphinx;

import io.voxlog.runtime.Env;

/**
 * How much of the machine the offline engine may use.
 *
 * @param recognizers utterances worked on at the same time; each takes a core and about 150 MB of heap while in use
 */
public record SphinxConfig(int recognizers) {
    private static final int MOST_BY_DEFAULT = 4;
    private static final int MOST = 256;

    public SphinxConfig {
        if (recognizers < 1) {
            throw new IllegalArgumentException("the offline engine needs at least one recognizer, not " + recognizers);
        }
    }

    /** {@code STT_OFFLINE_RECOGNIZERS}; if it is not set, one fewer than the processors, at least 1 and at most 4. */
    public static SphinxConfig from(Env env, int processors) {
        return new SphinxConfig(
                env.integer("STT_OFFLINE_RECOGNIZERS", usual(processors).recognizers(), 1, MOST));
    }

    /** For a machine with so many processors. */
    public static SphinxConfig usual(int processors) {
        return new SphinxConfig(Math.max(1, Math.min(MOST_BY_DEFAULT, processors - 1)));
    }
}
