/** The outside of Opus packets (RFC 6716, section 3). What is inside them is the decoder's business. */
@NullMarked
package io.voxlog.media.opus;

import org.jspecify.annotations.NullMarked;
