package io.voxlog.monitor.adapter.pg;

import io.vertx.sqlclient.Tuple;

/**
 * One run of a statement.
 *
 * @param table that it changes
 * @param values of its parameters
 */
record TableRow(String table, String sql, Tuple values) {}
