package io.voxlog.schemas;

/**
 * Headers of the records of {@code audio.pcm.<room>.<participant>}, and of {@code audio.pcm} in the shared layout; all
 * values are UTF-8 text, numbers in decimal. The key is the track sid, in the shared layout {@link Keys#pcm}; the value
 * is raw s16le mono 16 kHz. Per track the records follow one another without overlap: each starts where the one before
 * it ended. Only a {@link #KIND_GAP} record has no samples and yet a length.
 */
public final class PcmHeaders {
    /** What the record holds: one of the {@code KIND_…} values. */
    public static final String KIND = "voxlog-kind";

    /** Position of the first sample, or of the end for {@link #KIND_END}: ticks of 1/48000 s since the room's t0. */
    public static final String POSITION = "voxlog-position";

    /** The epoch (offset of RoomJoined) of the audio it was made from. */
    public static final String EPOCH = "voxlog-epoch";

    /** Offset in the room's partition of livekit.audio of the newest record it was made from. */
    public static final String SOURCE_OFFSET = "voxlog-source-offset";

    /** Identity of the participant. */
    public static final String IDENTITY = "voxlog-identity";

    /** Sid of the participant; only in the shared layout, where the topic's name does not say it. */
    public static final String PARTICIPANT = "voxlog-participant";

    /** Only with {@link #KIND_GAP}: position of the gap's end in ticks. */
    public static final String GAP_END = "voxlog-gap-end";

    /** Decoded from received packets. */
    public static final String KIND_AUDIO = "audio";

    /** Made up in place of lost packets (packet loss concealment). */
    public static final String KIND_CONCEALED = "concealed";

    /** Zeros: the source sent nothing (DTX, mute), or the gap is at most 10 s long. */
    public static final String KIND_SILENCE = "silence";

    /**
     * No value: audio is missing or was not sent for longer than 10 s at once; the next record starts at the gap's end.
     */
    public static final String KIND_GAP = "gap";

    /** No value: the track's last record. */
    public static final String KIND_END = "end";

    private PcmHeaders() {}
}
