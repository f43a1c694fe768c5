package io.voxlog.stt.session;

import io.voxlog.stt.engine.SttEngine;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What the sessions of one thread share.
 *
 * @param mailbox runs what engines report on the sessions' thread, in order
 * @param nanoTime monotonic clock, for waits only
 * @param random for the jitter of waits
 */
public record SessionContext(
        SttEngine engine,
        SessionSettings settings,
        SessionLog log,
        Executor mailbox,
        LongSupplier nanoTime,
        RandomGenerator random) {}
