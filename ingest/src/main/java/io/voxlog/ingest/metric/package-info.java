/** Counters of the ingest role. They only ever grow while the process lives. */
@NullMarked
package io.voxlog.ingest.metric;

import org.jspecify.annotations.NullMarked;
