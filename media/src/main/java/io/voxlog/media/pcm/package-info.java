/** Raw samples: 16-bit integers and their little-endian bytes, and mixing two channels into one. */
@NullMarked
package io.voxlog.media.pcm;

import org.jspecify.annotations.NullMarked;
