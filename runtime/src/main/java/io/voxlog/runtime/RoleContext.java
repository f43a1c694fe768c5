package io.voxlog.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.voxlog.schemas.RecordSerdes;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What a role is given to run with.
 *
 * @param vertx shared by the roles of a process
 * @param kafka how to reach the cluster
 * @param serdes how records become bytes
 * @param clock wall clock in UTC; for stamps and time-outs, never for positions of audio
 * @param workerId this process, in records and logs
 * @param meters where the role counts and measures; names start with {@code voxlog.}
 * @param onFatal told once of a fault after which the role no longer works; the process should stop
 */
public record RoleContext(
        Vertx vertx,
        KafkaSettings kafka,
        RecordSerdes serdes,
        Clock clock,
        String workerId,
        MeterRegistry meters,
        Consumer<Throwable> onFatal) {}
