/** Webhooks over HTTP: one attempt, bounded in time and size, to an address that was checked. */
@NullMarked
package io.voxlog.notifier.adapter.http;

import org.jspecify.annotations.NullMarked;
