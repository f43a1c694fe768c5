/**
 * Kafka as Voxlog needs it: the broker settings its guarantees rest on, the provisioning of its topics, and a KRaft
 * broker inside this process. The settings stand in resource files under {@code voxlog/}, so that every environment can
 * be checked against them.
 */
@NullMarked
package io.voxlog.infra.kafka;

import org.jspecify.annotations.NullMarked;
