/**
 * The Kafka Streams application: room lifecycle, sealing, jobs. Avro ends here; the decisions are those of the feature
 * packages.
 */
@NullMarked
package io.voxlog.analysis.adapter.streams;

import org.jspecify.annotations.NullMarked;
