/** livekit.audio, the PCM topics and livekit.events as Kafka has them. */
@NullMarked
package io.voxlog.audio.adapter.kafka;

import org.jspecify.annotations.NullMarked;
