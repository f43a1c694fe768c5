package io.voxlog.app.play;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Sids of a played call, in LiveKit's form. Those of participants, tracks and events follow from the room's, so that
 * playing again repeats them.
 */
final class Sids {
    private static final int LENGTH = 12;

    private Sids() {}

    /** A room sid for a call played at a certain time. */
    static String room(String name, long atMillis) {
        return "RM_" + hash(name + "@" + atMillis);
    }

    static String participant(String roomSid, String identity) {
        return "PA_" + hash(roomSid + "/" + identity);
    }

    static String track(String roomSid, String identity) {
        return "TR_" + hash(roomSid + "/" + identity + "/microphone");
    }

    static String event(String roomSid, String type, String identity) {
        return "EV_" + hash(roomSid + "/" + type + "/" + identity);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .replaceAll("[-_]", "")
                    .substring(0, LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
