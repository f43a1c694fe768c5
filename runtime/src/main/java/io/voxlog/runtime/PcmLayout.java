package io.voxlog.runtime;

import java.util.Locale;

/** Where the decoded audio lies. Every process of an installation must have the same. */
public enum PcmLayout {
    /** A topic per participant, {@code audio.pcm.<room>.<participant>}, made for the call and deleted after it. */
    PARTICIPANT,
    /** One topic for all, {@code audio.pcm}, keyed by room: nothing is made or deleted for a call. */
    SHARED;

    /** Reads PCM_LAYOUT. */
    public static PcmLayout from(Env env) {
        return env.parsed("PCM_LAYOUT", PARTICIPANT, "participant or shared", PcmLayout::of);
    }

    private static PcmLayout of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
