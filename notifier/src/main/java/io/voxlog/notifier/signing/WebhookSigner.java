package io.voxlog.notifier.signing;

import io.voxlog.runtime.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs by the Standard Webhooks specification 1.0.0, symmetric form: {@code v1,} and the base64 of the HMAC-SHA256 of
 * {@code id.timestamp.body}. Holds its keys; safe for use by several threads.
 */
public final class WebhookSigner {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_KEY_BYTES = 24;
    private static final int MAX_KEY_BYTES = 64;

    private final List<SecretKeySpec> keys;

    private WebhookSigner(List<SecretKeySpec> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * A signer for a secret {@code whsec_<base64 of 24 to 64 bytes>}, or for several with white space between them:
     * then every delivery carries a signature by each, so that subscribers can change over in their own time.
     *
     * @throws UnusableSecretException if it has another form; the message does not show it
     */
    public static WebhookSigner of(Secret secret) {
        List<SecretKeySpec> keys = new ArrayList<>();
        for (String one : secret.reveal().strip().split("\\s+", -1)) {
            keys.add(new SecretKeySpec(key(one), ALGORITHM));
        }
        return new WebhookSigner(keys);
    }

    /**
     * The value of the header {@code webhook-signature}.
     *
     * @param timestamp Unix seconds of the attempt
     * @param body the bytes as they are sent
     */
    public String sign(String id, long timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return keys.stream().map(key -> "v1," + mac(key, head, body)).collect(Collectors.joining(" "));
    }

    private static String mac(SecretKeySpec key, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    private static byte[] key(String text) {
        byte[] key = new byte[0];
        if (text.startsWith(PREFIX)) {
            try {
                key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            } catch (IllegalArgumentException notBase64) {
                // Refused below, without the decoder's message, which shows characters of the secret.
            }
        }
        if (key.length < MIN_KEY_BYTES || key.length > MAX_KEY_BYTES) {
            throw new UnusableSecretException(
                    "the signing secret must be whsec_ and the base64 of 24 to 64 random bytes");
        }
        return key;
    }
}
