/**
 * Looking at the log from a terminal: rooms, transcripts, records as they come. Reads topics only, outside of any
 * group, so that looking changes nothing.
 */
@NullMarked
package io.voxlog.app.look;

import org.jspecify.annotations.NullMarked;
