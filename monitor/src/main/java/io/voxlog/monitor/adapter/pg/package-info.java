/** Writes changes to Postgres. Each batch is one transaction that only the partition's newest owner can commit. */
@NullMarked
package io.voxlog.monitor.adapter.pg;

import org.jspecify.annotations.NullMarked;
