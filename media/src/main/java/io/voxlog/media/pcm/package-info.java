/** Raw samples: 16-bit integers, their little-endian bytes, floats, two channels into one. And changes of rate. */
@NullMarked
package io.voxlog.media.pcm;

import org.jspecify.annotations.NullMarked;
