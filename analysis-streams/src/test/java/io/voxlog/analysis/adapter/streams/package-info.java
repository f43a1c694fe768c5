/** Tests of the topology on Kafka's test driver. Time is stated by each test. */
@NullMarked
package io.voxlog.analysis.adapter.streams;

import org.jspecify.annotations.NullMarked;
