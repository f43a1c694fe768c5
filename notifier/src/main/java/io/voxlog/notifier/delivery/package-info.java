/**
 * Deliveries from their record to their end: what waits, whose turn it is, when to try again and when to give up. Pure;
 * the order and the state are those of the log.
 */
@NullMarked
package io.voxlog.notifier.delivery;

import org.jspecify.annotations.NullMarked;
