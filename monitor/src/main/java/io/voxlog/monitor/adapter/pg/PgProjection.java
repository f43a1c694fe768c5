package io.voxlog.monitor.adapter.pg;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.voxlog.infra.postgres.Migrations;
import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.monitor.projection.Change;
import io.voxlog.monitor.projection.Projection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The tables in Postgres. Use from event loops; nothing blocks them. */
public final class PgProjection implements Projection {
    private static final int CONNECT_SECONDS = 5;

    /** A connection whose server fell silent is given up after this long. */
    private static final int SILENCE_SECONDS = 60;

    private static final String CLAIM = """
            INSERT INTO projections (topic, partition, generation, next_offset) VALUES ($1, $2, 1, 0)
            ON CONFLICT (topic, partition) DO UPDATE SET generation = projections.generation + 1
            RETURNING generation, next_offset
            """;

    /** Locks the row: a claim waits for a batch under way, and a batch of an older generation finds no row. */
    private static final String ADVANCE = """
            UPDATE projections SET next_offset = $4 WHERE topic = $1 AND partition = $2 AND generation = $3
            """;

    /** Waits for every batch under way, and keeps new ones and new claims waiting. */
    private static final String LOCK_OUT = "LOCK TABLE projections IN EXCLUSIVE MODE";

    private static final String BACK_TO_START = "UPDATE projections SET generation = generation + 1, next_offset = 0";

    private static final List<String> TABLES = List.of(
            "ai_config",
            "ai_interactions",
            "final_records",
            "participant_records",
            "post_call_jobs",
            "room_records",
            "speechmatics_config",
            "stt_session_records",
            "transcripts",
            "utterances",
            "webhook_config",
            "worker_records");

    private final Vertx vertx;
    private final PostgresSettings settings;
    private final Pool pool;

    public PgProjection(Vertx vertx, PostgresSettings settings, int connections) {
        this.vertx = vertx;
        this.settings = settings;
        PgConnectOptions options = new PgConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(settings.password().reveal())
                .setSslMode(SslMode.of(settings.sslMode()))
                .setCachePreparedStatements(true);
        NetClientOptions transport = new NetClientOptions()
                .setConnectTimeout(CONNECT_SECONDS * 1_000)
                .setIdleTimeout(SILENCE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        this.pool = PgBuilder.pool()
                .with(new PoolOptions()
                        .setMaxSize(connections)
                        .setConnectionTimeout(CONNECT_SECONDS)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .with(transport)
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    @Override
    public CompletionStage<Void> prepare() {
        return vertx.executeBlocking(() -> Migrations.migrate(settings))
                .<Void>mapEmpty()
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Claim> claim(Source source) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(source.topic(), source.partition()))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Claim(source, row.getLong("generation"), row.getLong("next_offset"));
                })
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Void> apply(Claim claim, List<Change> changes, long nextOffset) {
        return pool.withTransaction(connection -> advance(connection, claim, nextOffset)
                        .compose(ours -> new ChangeWriter(connection).write(changes)))
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Map<Source, Claim>> claims() {
        return pool.query("SELECT topic, partition, generation, next_offset FROM projections")
                .execute()
                .map(rows -> {
                    Map<Source, Claim> claims = new HashMap<>();
                    for (Row row : rows) {
                        Source source = new Source(row.getString("topic"), row.getInteger("partition"));
                        claims.put(source, new Claim(source, row.getLong("generation"), row.getLong("next_offset")));
                    }
                    return claims;
                })
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Void> empty() {
        return pool.withTransaction(connection -> connection
                        .query(LOCK_OUT)
                        .execute()
                        .compose(locked -> connection.query(BACK_TO_START).execute())
                        .compose(back -> connection
                                .query("TRUNCATE " + String.join(", ", TABLES))
                                .execute())
                        .<Void>mapEmpty())
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Map<String, Long>> counts() {
        String sql = TABLES.stream()
                .map(table -> "SELECT '" + table + "' AS name, count(*) AS rows FROM " + table)
                .collect(Collectors.joining(" UNION ALL "));
        return pool.query(sql)
                .execute()
                .map(rows -> {
                    Map<String, Long> counts = new TreeMap<>();
                    rows.forEach(row -> counts.put(row.getString("name"), row.getLong("rows")));
                    return counts;
                })
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Integer> expire(Instant closedBefore) {
        return pool.preparedQuery(Statements.EXPIRE)
                .execute(Values.tuple(closedBefore))
                .map(rows -> rows.iterator().next().getInteger("rooms"))
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Void> close() {
        return pool.close().toCompletionStage();
    }

    private static Future<Void> advance(SqlConnection connection, Claim claim, long nextOffset) {
        Source source = claim.source();
        return connection
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(source.topic(), source.partition(), claim.generation(), nextOffset))
                .compose(rows -> rows.rowCount() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(new SupersededException(source)));
    }
}
