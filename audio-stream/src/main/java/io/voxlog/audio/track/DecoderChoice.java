package io.voxlog.audio.track;

/** Which Opus decoder a process is to use. */
public enum DecoderChoice {
    /** libopus where it can be loaded, else Concentus. */
    AUTO,
    /** libopus, or the role does not start. */
    NATIVE,
    /** Pure Java, about three times the processor time. */
    CONCENTUS
}
