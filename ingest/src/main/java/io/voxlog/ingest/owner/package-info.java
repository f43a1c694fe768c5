/** What the owner of a room has to do next. Pure functions of what the log says. */
@NullMarked
package io.voxlog.ingest.owner;

import org.jspecify.annotations.NullMarked;
