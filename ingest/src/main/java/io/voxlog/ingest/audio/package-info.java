/** The /audio protocol and what livekit.audio says of each track. Pure: positions, sequences and refusals. */
@NullMarked
package io.voxlog.ingest.audio;

import org.jspecify.annotations.NullMarked;
