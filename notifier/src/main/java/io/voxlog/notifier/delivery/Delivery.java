package io.voxlog.notifier.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One thing to tell one subscriber.
 *
 * @param id equal in all attempts, also after a restart: {@link #id(String, String, String)}
 * @param webhook name of the subscription
 * @param event its name
 * @param roomSid whose deliveries to one webhook keep their order
 * @param subject what it tells of: key of the transcript, or job id
 * @param body as sent
 */
public record Delivery(String id, String webhook, String event, String roomSid, String subject, String body) {
    private static final int ID_BYTES = 16;

    /** The id of what is told: a hash of its parts, so that whoever plans it again gives it the same. */
    public static String id(String webhook, String event, String subject) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest((webhook + "\n" + event + "\n" + subject).getBytes(StandardCharsets.UTF_8));
            return "msg_" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
