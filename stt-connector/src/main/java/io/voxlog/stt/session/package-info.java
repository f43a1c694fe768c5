/**
 * The transcription of one track: audio in, finals and checkpoints out, the same whatever fails in between. Pure: knows
 * the engine port and media time, but no topic.
 */
@NullMarked
package io.voxlog.stt.session;

import org.jspecify.annotations.NullMarked;
