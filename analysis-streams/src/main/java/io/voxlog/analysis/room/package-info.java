/**
 * The life of a room as its events tell it, without Kafka. Facts are joined, never replayed: neither their order nor
 * their repetition changes the outcome.
 */
@NullMarked
package io.voxlog.analysis.room;

import org.jspecify.annotations.NullMarked;
