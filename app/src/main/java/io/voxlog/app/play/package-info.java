/** Plays a recorded call as LiveKit would announce it and a source would send it. */
@NullMarked
package io.voxlog.app.play;

import org.jspecify.annotations.NullMarked;
