/** Rooms as Streams last described them. The directory is confined to the ingest verticle's context. */
@NullMarked
package io.voxlog.ingest.room;

import org.jspecify.annotations.NullMarked;
