package io.voxlog.notifier.receiver;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * Where a webhook goes, as its URL says.
 *
 * @param tls https
 * @param host as written, IPv6 in brackets
 * @param port given or the scheme's
 * @param path with the query
 */
public record Target(boolean tls, String host, int port, String path) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;

    /**
     * Reads a URL.
     *
     * @throws RefusedTargetException if it cannot be one of a webhook; the message does not show it
     */
    public static Target parse(String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new RefusedTargetException("the URL is malformed at character " + e.getIndex());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        if (!tls && !scheme.equals("http")) {
            throw new RefusedTargetException("the URL must start with https:// or http://");
        }
        if (uri.getHost() == null) {
            throw new RefusedTargetException("the URL has no valid host");
        }
        if (uri.getRawUserInfo() != null) {
            throw new RefusedTargetException("the URL must not hold a user or password");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw new RefusedTargetException("the URL's port must be from 1 to 65535");
        }
        int usual = tls ? HTTPS_PORT : HTTP_PORT;
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new Target(tls, uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort(), path + query);
    }

    /**
     * The address to connect to: the first that is allowed. The connection must be made to this very address; asking
     * for the name again could give another.
     *
     * @param resolved what the host's name gave
     * @throws RefusedTargetException if none is allowed
     */
    public static InetAddress choose(List<InetAddress> resolved, boolean allowPrivate) {
        return resolved.stream()
                .filter(address -> allowPrivate || AddressRules.isPublic(address))
                .findFirst()
                .orElseThrow(() -> new RefusedTargetException(
                        "the host has no public address; set NOTIFIER_ALLOW_PRIVATE=true to allow others"));
    }
}
