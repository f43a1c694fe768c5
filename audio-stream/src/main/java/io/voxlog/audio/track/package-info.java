/**
 * One track: Opus packets of any order and several epochs become frames of PCM without holes. Nothing here knows Kafka
 * or a clock.
 */
@NullMarked
package io.voxlog.audio.track;

import org.jspecify.annotations.NullMarked;
