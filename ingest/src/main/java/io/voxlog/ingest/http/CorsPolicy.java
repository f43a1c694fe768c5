package io.voxlog.ingest.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may call us from a browser (Fetch standard, section 3.3; RFC 6454 for origins). No page of another
 * origin may, unless it is listed. Calls without an Origin are not from pages and pass.
 *
 * @param origins as browsers send them: scheme://host, and the port if it is not the scheme's
 */
public record CorsPolicy(Set<String> origins) {
    /** No page of another origin. */
    public static final CorsPolicy NONE = new CorsPolicy(Set.of());

    public CorsPolicy {
        origins = Set.copyOf(origins);
    }

    /** Reads origins, comma separated; throws IllegalArgumentException if one is no origin. */
    public static CorsPolicy parse(String text) {
        Set<String> origins = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            String origin = part.strip().toLowerCase(Locale.ROOT);
            URI uri = URI.create(origin);
            boolean bare = ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && origin.equals(uri.getScheme() + "://" + uri.getAuthority())
                    && uri.getUserInfo() == null;
            if (!bare) {
                throw new IllegalArgumentException(part);
            }
            origins.add(origin);
        }
        return new CorsPolicy(origins);
    }

    /**
     * Whether a call may be answered.
     *
     * @param origin header of that name, or null
     * @param host header of that name, or null: a page of our own origin needs no listing
     */
    public boolean allows(@Nullable String origin, @Nullable String host) {
        return origin == null || listed(origin) || sameOrigin(origin, host);
    }

    /** Whether the answer is to name this origin. */
    public boolean listed(@Nullable String origin) {
        return origin != null && origins.contains(origin.toLowerCase(Locale.ROOT));
    }

    private static boolean sameOrigin(String origin, @Nullable String host) {
        return host != null
                && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
    }
}
