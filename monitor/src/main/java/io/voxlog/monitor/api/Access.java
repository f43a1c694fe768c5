package io.voxlog.monitor.api;

import io.voxlog.runtime.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the API.
 *
 * @param token required of every request to the API, if there is one
 * @param origins of web pages that may use the API beside its own, such as {@code https://desk.example.org}
 */
public record Access(Optional<Secret> token, Set<String> origins) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final String SCHEME = "bearer ";

    public Access {
        origins = Set.copyOf(origins);
    }

    /** No token, no other pages. */
    public static Access open() {
        return new Access(Optional.empty(), Set.of());
    }

    /** Whether a host to listen on can be reached from this machine only. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    /**
     * Checks an origin of the allow-list: scheme, host and optional port, as browsers send it.
     *
     * @throws IllegalArgumentException if it is something else, a star for instance
     */
    public static String origin(String text) {
        URI uri = URI.create(text);
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        String rest =
                String.valueOf(uri.getRawPath()) + uri.getRawQuery() + uri.getRawFragment() + uri.getRawUserInfo();
        if (!web
                || uri.getHost() == null
                || !rest.equals("nullnullnull")
                || !text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** Compares in a time that does not depend on where the difference is. */
    public boolean permits(@Nullable String authorization) {
        if (token.isEmpty()) {
            return true;
        }
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return false;
        }
        String given = authorization.substring(SCHEME.length()).strip();
        return MessageDigest.isEqual(digest(given), digest(token.get().reveal()));
    }

    /**
     * Without a token a request must name this machine: a hostile page whose name was made to resolve to it (DNS
     * rebinding) carries another name.
     */
    public boolean permitsHost(@Nullable String host) {
        return token.isPresent() || (host != null && isLoopback(host));
    }

    /** Whether a page of this origin may use the API. */
    public boolean permitsOrigin(String origin) {
        return origins.contains(origin);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
