/**
 * Projects the log to Postgres: rooms, participants, finals, transcripts and jobs as tables. Every row can be made
 * again from the log; nothing reads the tables to decide what to do.
 */
@NullMarked
package io.voxlog.monitor;

import org.jspecify.annotations.NullMarked;
