/** The decoder of the media module as this module's port. */
@NullMarked
package io.voxlog.audio.adapter.opus;

import org.jspecify.annotations.NullMarked;
