/**
 * Words coded in tones that survive Opus, calls made of them, and the engine that hears them. With them a test knows
 * every word, its speaker and its time exactly.
 */
@NullMarked
package io.voxlog.testkit.tone;

import org.jspecify.annotations.NullMarked;
