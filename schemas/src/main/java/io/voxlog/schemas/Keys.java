package io.voxlog.schemas;

/** Record keys: UTF-8 strings that are the room sid or start with it. */
public final class Keys {
    private Keys() {}

    /** The room part of a key: everything before the first slash. */
    public static String room(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /** {@code room/run/track}: stt.checkpoints. */
    public static String checkpoint(String roomSid, int run, String trackSid) {
        return roomSid + "/" + run + "/" + trackSid;
    }

    /** {@code room/track}: audio.pcm, the PCM topic of the shared layout. */
    public static String pcm(String roomSid, String trackSid) {
        return roomSid + "/" + trackSid;
    }

    /** {@code room/run/version}: transcripts. */
    public static String transcript(String roomSid, int run, int version) {
        return roomSid + "/" + run + "/" + version;
    }

    /** {@code room/run/version/type}: the id of an analysis job, and the key of its records. */
    public static String job(String roomSid, int run, int version, String type) {
        return transcript(roomSid, run, version) + "/" + type;
    }

    /** {@code run/track/tick}: the id of a final. */
    public static String finalId(int run, String trackSid, long firstWordStartTicks) {
        return run + "/" + trackSid + "/" + firstWordStartTicks;
    }
}
