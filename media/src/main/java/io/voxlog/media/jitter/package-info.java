/**
 * From packets as they come to audio without holes: order, repeats, losses and silence are settled on media time alone,
 * so that the same packets always give the same result.
 */
@NullMarked
package io.voxlog.media.jitter;

import org.jspecify.annotations.NullMarked;
