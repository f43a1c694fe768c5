/**
 * The edge of Voxlog: webhooks and audio come in here and leave as records. Only the wiring and its settings are here.
 */
@NullMarked
package io.voxlog.ingest;

import org.jspecify.annotations.NullMarked;
