/**
 * When a room's transcript is whole, and what it then says, without Kafka. A transcript is sealed once per version:
 * when every track of the closed room is transcribed, or, marked incomplete, when that takes too long.
 */
@NullMarked
package io.voxlog.analysis.sealing;

import org.jspecify.annotations.NullMarked;
