/**
 * Sessions on Kafka: which rooms are ours, their PCM topics, and the transactions that store what is transcribed. One
 * thread per owned partition of {@code rooms} does all of its work.
 */
@NullMarked
package io.voxlog.stt.adapter.kafka;

import org.jspecify.annotations.NullMarked;
