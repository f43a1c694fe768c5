/** livekit.audio to one PCM topic per participant. The role and its settings; the work is in the packages below. */
@NullMarked
package io.voxlog.audio;

import org.jspecify.annotations.NullMarked;
