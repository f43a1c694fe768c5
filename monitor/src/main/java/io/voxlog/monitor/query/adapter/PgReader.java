package io.voxlog.monitor.query.adapter;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.voxlog.infra.postgres.PostgresSettings;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Read-only connections to the tables, apart from the projector's, so that neither waits for the other. A statement
 * ends after [5 s]. Use from event loops; nothing blocks them.
 */
public final class PgReader {
    private static final int CONNECT_SECONDS = 3;
    private static final int STATEMENT_MILLIS = 5_000;
    private static final int WAITING_AT_MOST = 500;

    /** A connection whose server fell silent is given up after this long. */
    private static final int SILENCE_SECONDS = 30;

    /** Classes of SQLSTATE that mean "not now": connection, resources, operator intervention, system error. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    private static final String UNDEFINED_TABLE = "42P01";
    private static final String UNDEFINED_COLUMN = "42703";

    private final Pool pool;

    public PgReader(Vertx vertx, PostgresSettings settings, int connections) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(settings.password().reveal())
                .setSslMode(SslMode.of(settings.sslMode()))
                .setCachePreparedStatements(true)
                .addProperty("statement_timeout", String.valueOf(STATEMENT_MILLIS))
                .addProperty("default_transaction_read_only", "on");
        NetClientOptions transport = new NetClientOptions()
                .setConnectTimeout(CONNECT_SECONDS * 1_000)
                .setIdleTimeout(SILENCE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        this.pool = PgBuilder.pool()
                .with(new PoolOptions()
                        .setMaxSize(connections)
                        .setMaxWaitQueueSize(WAITING_AT_MOST)
                        .setConnectionTimeout(CONNECT_SECONDS)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .with(transport)
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    /** Succeeds if Postgres answers. */
    public Future<Void> check() {
        return query("SELECT 1").mapEmpty();
    }

    /** Gives connections back. */
    public Future<Void> close() {
        return pool.close();
    }

    /** Fails with {@link TablesUnavailableException} if the tables cannot be asked for now. */
    Future<RowSet<Row>> query(String sql, @Nullable Object... parameters) {
        Tuple tuple = Tuple.tuple();
        for (Object parameter : parameters) {
            tuple.addValue(parameter);
        }
        return pool.preparedQuery(sql).execute(tuple).recover(fault -> Future.failedFuture(translated(fault)));
    }

    private static Throwable translated(Throwable fault) {
        if (!(fault instanceof PgException refused)) {
            boolean reached = fault instanceof IllegalArgumentException && !(fault instanceof ConnectTimeoutException);
            return reached ? fault : new TablesUnavailableException("Postgres is not reached", fault);
        }
        String state = String.valueOf(refused.getSqlState());
        if (state.equals(UNDEFINED_TABLE) || state.equals(UNDEFINED_COLUMN)) {
            return new TablesUnavailableException("the tables are not made yet", fault);
        }
        return state.length() > 2 && AWAY.contains(state.substring(0, 2))
                ? new TablesUnavailableException("Postgres cannot answer now", fault)
                : fault;
    }
}
