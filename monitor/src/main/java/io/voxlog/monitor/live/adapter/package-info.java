/** The log read for subscribers, and their streams as server-sent events (WHATWG HTML, section 9.2). */
@NullMarked
package io.voxlog.monitor.live.adapter;

import org.jspecify.annotations.NullMarked;
