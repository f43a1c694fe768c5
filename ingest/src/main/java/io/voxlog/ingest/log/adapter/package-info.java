/** Appending to Kafka without ever blocking an event loop. One writer is one producer on one named thread. */
@NullMarked
package io.voxlog.ingest.log.adapter;

import org.jspecify.annotations.NullMarked;
