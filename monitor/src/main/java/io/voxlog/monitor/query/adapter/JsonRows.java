package io.voxlog.monitor.query.adapter;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.voxlog.monitor.query.Cursor;
import io.voxlog.monitor.query.Page;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as JSON: members are the columns, times are ISO 8601 in UTC. */
final class JsonRows {
    /** What a list is ordered by first; it goes into the cursor and not into the answer. */
    private static final String RANK = "rank";

    private JsonRows() {}

    static JsonArray list(RowSet<Row> rows) {
        JsonArray list = new JsonArray();
        rows.forEach(row -> list.add(object(row)));
        return list;
    }

    /** {@code {items, next}}; one row more than the page holds says that there is a next one. */
    static JsonObject page(RowSet<Row> rows, Page page) {
        List<Row> all = new ArrayList<>();
        rows.forEach(all::add);
        boolean more = all.size() > page.limit();
        JsonArray items = new JsonArray();
        all.stream().limit(page.limit()).forEach(row -> {
            JsonObject item = object(row);
            item.remove(RANK);
            items.add(item);
        });
        Row last = more ? all.get(page.limit() - 1) : null;
        String next = last == null ? null : new Cursor(last.getLong(RANK), last.getString("id")).encoded();
        return new JsonObject().put("items", items).put("next", next);
    }

    static JsonObject object(Row row) {
        JsonObject object = new JsonObject();
        for (int i = 0; i < row.size(); i++) {
            object.put(row.getColumnName(i), value(row.getValue(i)));
        }
        return object;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        } else if (value instanceof BigDecimal || value instanceof io.vertx.sqlclient.data.Numeric) {
            return ((Number) value).doubleValue();
        } else if (value == Tuple.JSON_NULL) {
            return null;
        } else if (value instanceof Object[] array) {
            JsonArray elements = new JsonArray();
            for (Object element : array) {
                elements.add(value(element));
            }
            return elements;
        }
        return value;
    }
}
