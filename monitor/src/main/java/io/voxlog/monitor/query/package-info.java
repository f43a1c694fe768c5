/**
 * What can be asked of the tables: which rooms, which lines of a transcript, which page of a list. Pure; the answers
 * come from an adapter.
 */
@NullMarked
package io.voxlog.monitor.query;

import org.jspecify.annotations.NullMarked;
