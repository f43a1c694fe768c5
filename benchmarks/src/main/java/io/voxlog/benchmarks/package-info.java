/**
 * The stages of the audio path one by one, under JMH. Run from the repository's root, so that the bundled calls are
 * found; see docs/benchmarks.md.
 */
@NullMarked
package io.voxlog.benchmarks;

import org.jspecify.annotations.NullMarked;
