/** Answers from Postgres. Reads only: the connections refuse to write. */
@NullMarked
package io.voxlog.monitor.query.adapter;

import org.jspecify.annotations.NullMarked;
