/**
 * WAV files (RIFF WAVE, 16-bit PCM or 32-bit float) as mono samples. Anything else is refused with the way to convert
 * it.
 */
@NullMarked
package io.voxlog.media.wav;

import org.jspecify.annotations.NullMarked;
