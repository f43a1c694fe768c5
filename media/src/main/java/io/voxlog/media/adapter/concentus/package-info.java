/** Opus coding by Concentus, a translation of libopus to Java. Only this package knows that library. */
@NullMarked
package io.voxlog.media.adapter.concentus;

import org.jspecify.annotations.NullMarked;
