package io.voxlog.audio.track;

/** What a frame holds. */
public enum FrameKind {
    /** Decoded from a received packet. */
    AUDIO,
    /** Made up in place of lost packets. */
    CONCEALED,
    /** Zeros: nothing was sent, or what is missing is at most 10 s long. */
    SILENCE,
    /** No samples: more than 10 s at once are missing. */
    GAP,
    /** No samples: the track has ended. */
    END
}
