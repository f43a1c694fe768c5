package io.voxlog.monitor.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a list starts: after the row with this rank and id. Opaque to callers.
 *
 * @param rank what the list is ordered by first
 * @param id what it is ordered by among equals
 */
public record Cursor(long rank, String id) {
    /** For the caller's next request. */
    public String encoded() {
        byte[] text = (rank + ":" + id).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /**
     * Reads back what {@link #encoded} gave.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Cursor decode(String encoded) {
        String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        if (colon < 0 || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no cursor");
        }
        return new Cursor(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }
}
