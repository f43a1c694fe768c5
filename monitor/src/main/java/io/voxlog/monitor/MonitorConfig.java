package io.voxlog.monitor;

import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.monitor.api.Access;
import io.voxlog.monitor.live.LiveLimits;
import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.Secret;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the monitor runs.
 *
 * @param postgres the database with the tables
 * @param connections of the projector to it, and as many again of the API, at most
 * @param retry waits between attempts while it is away
 * @param http the API and the page
 * @param retention how long the rows of a room stay after it closed; null for ever
 */
public record MonitorConfig(
        PostgresSettings postgres,
        int connections,
        Backoff retry,
        Http http,
        @Nullable Duration retention) {
    private static final Backoff RETRY =
            new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(5));
    private static final String LOOPBACK = "127.0.0.1";
    private static final int RATE = 600;
    private static final LiveLimits LIVE = new LiveLimits(1_000, 1_000, 16, Duration.ofSeconds(15));

    /**
     * The HTTP server.
     *
     * @param port 0 = any free one
     * @param ratePerMinute requests of one caller
     */
    public record Http(String host, int port, Access access, int ratePerMinute, LiveLimits live) {}

    /**
     * {@code VOXLOG_PG_URL}, {@code MONITOR_PG_CONNECTIONS}, {@code MONITOR_RETENTION}, {@code MONITOR_HOST},
     * {@code MONITOR_PORT}, {@code MONITOR_API_TOKEN}, {@code MONITOR_CORS_ORIGINS}, {@code MONITOR_RATE_LIMIT},
     * {@code MONITOR_LIVE_SUBSCRIBERS}, {@code MONITOR_LIVE_QUEUE}.
     */
    public static MonitorConfig from(Env env) {
        env.required(PostgresSettings.URL_VARIABLE, "the Postgres with the tables");
        PostgresSettings none = PostgresSettings.parse("postgresql://missing@missing/missing");
        return from(
                env,
                env.parsedSecret(PostgresSettings.URL_VARIABLE, none, PostgresSettings.FORM, PostgresSettings::parse));
    }

    /** The same, for a database that is known otherwise. */
    public static MonitorConfig from(Env env, PostgresSettings postgres) {
        int connections = env.integer("MONITOR_PG_CONNECTIONS", 4, 1, 64);
        return new MonitorConfig(postgres, connections, RETRY, http(env), RoomRetention.from(env));
    }

    /** Defaults, on any free port of this machine. */
    public static MonitorConfig of(PostgresSettings postgres) {
        return new MonitorConfig(postgres, 4, RETRY, new Http(LOOPBACK, 0, Access.open(), RATE, LIVE), null);
    }

    /** The same with another HTTP server. */
    public MonitorConfig serving(Http other) {
        return new MonitorConfig(postgres, connections, retry, other, retention);
    }

    private static Http http(Env env) {
        String host = env.string("MONITOR_HOST", LOOPBACK);
        Optional<Secret> token = env.secret("MONITOR_API_TOKEN");
        if (!Access.isLoopback(host) && token.isEmpty()) {
            env.refuse(
                    "MONITOR_API_TOKEN",
                    "is missing: MONITOR_HOST lets other machines in, and without a token everybody there could read"
                            + " every call; set a token, or leave MONITOR_HOST at " + LOOPBACK);
        }
        Set<String> origins = env.parsed(
                "MONITOR_CORS_ORIGINS",
                Set.of(),
                "origins of web pages, comma separated, such as https://desk.example.org",
                MonitorConfig::origins);
        LiveLimits live = new LiveLimits(
                env.integer("MONITOR_LIVE_SUBSCRIBERS", LIVE.subscribers(), 1, 100_000),
                env.integer("MONITOR_LIVE_QUEUE", LIVE.queue(), 200, 100_000),
                LIVE.resuming(),
                LIVE.heartbeat());
        return new Http(
                host,
                env.integer("MONITOR_PORT", 8090, 0, 65_535),
                new Access(token, origins),
                env.integer("MONITOR_RATE_LIMIT", RATE, 1, 1_000_000),
                live);
    }

    private static Set<String> origins(String text) {
        Set<String> origins = new LinkedHashSet<>();
        for (String origin : text.split(",", -1)) {
            origins.add(Access.origin(origin.strip()));
        }
        return origins;
    }
}
