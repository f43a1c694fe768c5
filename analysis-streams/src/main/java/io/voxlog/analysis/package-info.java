/**
 * The role that makes rooms, sealed transcripts and analyses of the log. It wires the Kafka Streams application and the
 * job workers, and holds their configuration.
 */
@NullMarked
package io.voxlog.analysis;

import org.jspecify.annotations.NullMarked;
