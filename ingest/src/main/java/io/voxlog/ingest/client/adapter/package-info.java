/** A source of audio for the /audio endpoint. It survives lost connections and restarts of the server. */
@NullMarked
package io.voxlog.ingest.client.adapter;

import org.jspecify.annotations.NullMarked;
