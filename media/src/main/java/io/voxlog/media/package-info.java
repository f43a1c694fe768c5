/** Positions and rates of audio. */
@NullMarked
package io.voxlog.media;

import org.jspecify.annotations.NullMarked;
