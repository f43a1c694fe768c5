/** How the parts of the ingest role hang together. The only place that makes them. */
@NullMarked
package io.voxlog.ingest.adapter;

import org.jspecify.annotations.NullMarked;
