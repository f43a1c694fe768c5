package io.voxlog.infra.postgres;

import io.voxlog.runtime.Env;
import io.voxlog.runtime.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * How to reach a Postgres database.
 *
 * @param sslMode as libpq names it: disable, allow, prefer, require, verify-ca, verify-full
 */
public record PostgresSettings(String host, int port, String database, String user, Secret password, String sslMode) {
    /** The variable that names a Postgres to use instead of the embedded one. */
    public static final String URL_VARIABLE = "VOXLOG_PG_URL";

    /** What its value looks like, for messages. */
    public static final String FORM = "like postgresql://user:password@host:5432/database?sslmode=prefer";

    private static final int DEFAULT_PORT = 5432;

    /** The Postgres that {@code VOXLOG_PG_URL} names; empty if it is not set. */
    public static Optional<PostgresSettings> from(Env env) {
        return env.find(URL_VARIABLE).map(PostgresSettings::parse);
    }

    /**
     * Parses {@code postgresql://user:password@host:port/database?sslmode=require}; port and parameters are optional,
     * user and password are percent-encoded where they need be.
     *
     * @throws IllegalArgumentException if it is no such URL; the message does not repeat it, as it may hold a password
     */
    public static PostgresSettings parse(String url) {
        try {
            URI uri = URI.create(url.startsWith("jdbc:") ? url.substring(5) : url);
            String[] login =
                    Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
            String database = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("^/", "");
            boolean scheme = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
            if (!scheme || uri.getHost() == null || login[0].isEmpty() || database.isEmpty()) {
                throw new IllegalArgumentException("incomplete");
            }
            return new PostgresSettings(
                    uri.getHost(),
                    uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                    database,
                    decode(login[0]),
                    new Secret(login.length > 1 ? decode(login[1]) : ""),
                    parameter(uri, "sslmode").orElse("prefer"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(URL_VARIABLE + " must look " + FORM);
        }
    }

    /** The same server, another database. */
    public PostgresSettings withDatabase(String otherDatabase) {
        return new PostgresSettings(host, port, otherDatabase, user, password, sslMode);
    }

    /** What {@link #parse} reads; holds the password. */
    public String url() {
        return "postgresql://" + encode(user) + ":" + encode(password.reveal()) + "@" + host + ":" + port + "/"
                + encode(database) + "?sslmode=" + encode(sslMode);
    }

    /** For JDBC; user and password are passed apart. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8)
                + "?sslmode=" + sslMode;
    }

    private static Optional<String> parameter(URI uri, String name) {
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
        return Arrays.stream(query.split("&"))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> decode(part.substring(name.length() + 1)))
                .findFirst();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
