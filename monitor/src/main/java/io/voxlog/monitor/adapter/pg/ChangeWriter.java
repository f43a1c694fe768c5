package io.voxlog.monitor.adapter.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.voxlog.monitor.projection.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes changes on one connection, inside its transaction: many rows of a statement per round trip. On each table the
 * order of the changes is kept, and with it the order of each room's.
 */
final class ChangeWriter {
    private record Batch(String sql, List<Tuple> rows) {}

    private final SqlConnection connection;

    ChangeWriter(SqlConnection connection) {
        this.connection = connection;
    }

    Future<Void> write(List<Change> changes) {
        Map<String, Batch> pending = new LinkedHashMap<>();
        Future<Void> written = Future.succeededFuture();
        for (Change change : changes) {
            for (TableRow row : Rows.of(change)) {
                Batch batch = pending.get(row.table());
                if (batch != null && !batch.sql().equals(row.sql())) {
                    written = flush(written, pending);
                    pending.clear();
                }
                pending.computeIfAbsent(row.table(), table -> new Batch(row.sql(), new ArrayList<>()))
                        .rows()
                        .add(row.values());
            }
        }
        return flush(written, pending);
    }

    private Future<Void> flush(Future<Void> before, Map<String, Batch> batches) {
        Future<Void> written = before;
        for (Batch batch : batches.values()) {
            written = written.compose(done -> connection
                    .preparedQuery(batch.sql())
                    .executeBatch(batch.rows())
                    .mapEmpty());
        }
        return written;
    }
}
