/**
 * The rooms of one partition of livekit.audio: which epoch is the newest, which tracks there are, what a successor
 * would have to read again.
 */
@NullMarked
package io.voxlog.audio.room;

import org.jspecify.annotations.NullMarked;
