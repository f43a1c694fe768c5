/**
 * What the tables say, apart from Kafka and SQL. A record of the log becomes changes; changes are applied in the log's
 * order.
 */
@NullMarked
package io.voxlog.monitor.projection;

import org.jspecify.annotations.NullMarked;
