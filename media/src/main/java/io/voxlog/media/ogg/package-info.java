/** Ogg Opus files (RFC 3533, RFC 7845): one logical stream of channel mapping family 0, read and written as packets. */
@NullMarked
package io.voxlog.media.ogg;

import org.jspecify.annotations.NullMarked;
