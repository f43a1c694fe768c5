package io.voxlog.ingest.audio;

/** Why the server ends an audio socket: the codes of docs/audio-websocket.md. */
public enum AudioRefusal {
    BAD_MESSAGE(4400, false, "correct the message; docs/audio-websocket.md describes each"),
    OPEN_TIMEOUT(4408, false, "send the open message as the first one, at once"),
    ROOM_MISMATCH(4403, false, "mint a token for the room whose sid is named"),
    PARTICIPANT_MISMATCH(4403, false, "name a participant and a track of the token's own identity"),
    SOURCE_NOT_GRANTED(4403, false, "mint a token whose canPublish and canPublishSources allow this source"),
    FORMAT_MISMATCH(4403, false, "go on in the form in which the track was opened, or open a new track"),
    UNKNOWN_ROOM(4404, false, "announce the room first (room_started webhook), check the sid, then connect again"),
    UNKNOWN_PARTICIPANT(
            4404, false, "announce the participant first (participant_joined webhook), or name participantSid"),
    ROOM_CLOSED(4410, false, "nothing: the room has ended and takes no more audio"),
    TRACK_CLOSED(4410, false, "nothing: the track has ended; a new track needs a sid of its own"),
    TAKEN_OVER(4409, false, "nothing, if the newer connection is yours; else use one connection per track"),
    PACKET_TOO_LARGE(4413, false, "send one Opus packet per frame, or at most 120 ms of samples"),
    INVALID_OPUS(4422, false, "send Opus packets as RFC 6716 has them, without a container"),
    INVALID_SAMPLES(4422, false, "send whole samples of all channels, in the form that open declared"),
    SEQUENCE_GAP(4422, false, "go on at nextSequence, or declare a gap first"),
    TIME_WENT_BACK(4422, false, "a packet starts no earlier than the end of the one before it, or of declared silence"),
    TIME_JUMP(4422, false, "declare a gap or silence before a jump in capture time"),
    NOT_READY(4503, true, "connect again: no owner has joined the room yet, or Kafka is away"),
    NOT_STORED(4503, true, "connect again and go on at nextSequence: Kafka did not take the audio"),
    IDLE(4408, true, "answer pings"),
    RESTARTING(1012, true, "connect again and go on at nextSequence");

    private final int closeCode;
    private final boolean retryable;
    private final String remedy;

    AudioRefusal(int closeCode, boolean retryable, String remedy) {
        this.closeCode = closeCode;
        this.retryable = retryable;
        this.remedy = remedy;
    }

    /** The code in the error message: the lower-case name. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The WebSocket close code. */
    public int closeCode() {
        return closeCode;
    }

    /** Whether the same call may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    public String remedy() {
        return remedy;
    }
}
