/** Reads the log: records become changes, and progress is kept per partition. Offsets are committed after the rows. */
@NullMarked
package io.voxlog.monitor.adapter.kafka;

import org.jspecify.annotations.NullMarked;
