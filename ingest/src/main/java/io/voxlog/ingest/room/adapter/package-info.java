/** Reads the rooms topic into the directory. Outside of any group: every process knows every room. */
@NullMarked
package io.voxlog.ingest.room.adapter;

import org.jspecify.annotations.NullMarked;
