/** Tests of the Kafka side against a broker in the process. */
package io.voxlog.stt.adapter.kafka;
