/**
 * What the tests of all modules share: a Kafka cluster in the process with Voxlog's topics, serdes without a registry,
 * and readers of whole topics. Nothing here is part of the product.
 */
@NullMarked
package io.voxlog.testkit;

import org.jspecify.annotations.NullMarked;
