/**
 * The log around the deliveries: reads what happened and who wants to know, keeps the journal, commits only what is
 * recorded.
 */
@NullMarked
package io.voxlog.notifier.adapter.kafka;

import org.jspecify.annotations.NullMarked;
