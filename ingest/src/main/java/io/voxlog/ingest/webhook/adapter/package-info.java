/** Webhooks over HTTP into livekit.events. Runs on the context of the ingest verticle. */
@NullMarked
package io.voxlog.ingest.webhook.adapter;

import org.jspecify.annotations.NullMarked;
