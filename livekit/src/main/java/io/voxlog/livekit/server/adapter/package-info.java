/** LiveKit's server API, called as Twirp over HTTP with protobuf bodies. Futures complete on the caller's context. */
@NullMarked
package io.voxlog.livekit.server.adapter;

import org.jspecify.annotations.NullMarked;
