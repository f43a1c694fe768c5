/** Tests of when a transcript is whole. No Kafka here. */
@NullMarked
package io.voxlog.analysis.sealing;

import org.jspecify.annotations.NullMarked;
