package io.voxlog.stt.session;

/**
 * One record of a track's PCM topic.
 *
 * @param offset in its topic
 * @param startTicks position of the first sample; of an end record, of the track's end
 * @param endTicks position after the last sample, or of a gap's end
 * @param pcm s16le mono 16 kHz, not changed by anybody; empty unless audio
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy per record would only be garbage
public record PcmRecord(long offset, Kind kind, long startTicks, long endTicks, byte[] pcm) {
    /** What a record holds. Concealed and silent samples are audio here. */
    public enum Kind {
        AUDIO,
        GAP,
        END
    }

    /** Samples that follow one another. */
    public static PcmRecord audio(long offset, long startTicks, byte[] pcm) {
        return new PcmRecord(
                offset, Kind.AUDIO, startTicks, startTicks + (pcm.length / 2) * AudioFeed.TICKS_PER_SAMPLE, pcm);
    }

    /** Nothing was sent, for long. */
    public static PcmRecord gap(long offset, long startTicks, long endTicks) {
        return new PcmRecord(offset, Kind.GAP, startTicks, endTicks, new byte[0]);
    }

    /** The track's last record. */
    public static PcmRecord end(long offset, long atTicks) {
        return new PcmRecord(offset, Kind.END, atTicks, atTicks, new byte[0]);
    }
}
