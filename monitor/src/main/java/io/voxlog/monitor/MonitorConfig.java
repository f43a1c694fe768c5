package io.voxlog.monitor;

import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.Env;
import java.time.Duration;

/**
 * How the projector runs.
 *
 * @param postgres the database with the tables
 * @param connections to it, at most
 * @param retry waits between attempts while it is away
 */
public record MonitorConfig(PostgresSettings postgres, int connections, Backoff retry) {
    private static final Backoff RETRY =
            new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(5));

    /** {@code VOXLOG_PG_URL}, {@code MONITOR_PG_CONNECTIONS}. */
    public static MonitorConfig from(Env env) {
        String url = env.required(PostgresSettings.URL_VARIABLE, "the Postgres with the tables");
        int connections = env.integer("MONITOR_PG_CONNECTIONS", 4, 1, 64);
        PostgresSettings postgres =
                PostgresSettings.parse(url.isEmpty() ? "postgresql://missing@missing/missing" : url);
        return new MonitorConfig(postgres, connections, RETRY);
    }

    /** Defaults, for a database that is known otherwise. */
    public static MonitorConfig of(PostgresSettings postgres) {
        return new MonitorConfig(postgres, 4, RETRY);
    }
}
