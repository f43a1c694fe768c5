package io.voxlog.ingest.client.adapter;

/** The server refused the audio for good; the message holds its code, its words and its remedy. */
public final class AudioSourceException extends RuntimeException {
    private final String code;

    AudioSourceException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** As in docs/audio-websocket.md, such as room_mismatch. */
    public String code() {
        return code;
    }
}
