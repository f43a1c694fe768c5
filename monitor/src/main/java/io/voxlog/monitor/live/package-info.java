/**
 * What subscribers are told as it happens: events with positions in the log, who hears them, what waits for a
 * subscriber that is slower than the log. Pure; one thread at a time.
 */
@NullMarked
package io.voxlog.monitor.live;

import org.jspecify.annotations.NullMarked;
