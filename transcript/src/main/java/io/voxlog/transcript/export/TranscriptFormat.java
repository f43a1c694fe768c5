package io.voxlog.transcript.export;

/** The files a transcript can be had as. */
public enum TranscriptFormat {
    JSON("application/json"),
    TXT("text/plain"),
    SRT("application/x-subrip"),
    VTT("text/vtt");

    private final String mediaType;

    TranscriptFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Without parameters; text is UTF-8 in all of them. */
    public String mediaType() {
        return mediaType;
    }
}
