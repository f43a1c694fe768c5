/** Audio over WebSocket into livekit.audio, and that topic's view. Runs on the context of the ingest verticle. */
@NullMarked
package io.voxlog.ingest.audio.adapter;

import org.jspecify.annotations.NullMarked;
