/**
 * Analyses of sealed transcripts, without Kafka: which jobs there are, how often one is tried, and the port to whatever
 * answers them. What is sent where and kept how is the adapter's.
 */
@NullMarked
package io.voxlog.analysis.job;

import org.jspecify.annotations.NullMarked;
