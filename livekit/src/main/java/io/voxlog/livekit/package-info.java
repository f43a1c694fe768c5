/**
 * LiveKit's signed words: room tokens and webhooks, made and checked. Everything here is immutable and safe for use by
 * several threads.
 */
@NullMarked
package io.voxlog.livekit;

import org.jspecify.annotations.NullMarked;
