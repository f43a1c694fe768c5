package io.voxlog.stt.adapter.kafka;

import io.voxlog.runtime.PcmLayout;
import io.voxlog.stt.engine.SttEngine;
import io.voxlog.stt.session.SessionLog;
import io.voxlog.stt.session.SessionSettings;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What the workers of all partitions share; every part is thread-safe.
 *
 * @param layout where PCM lies
 * @param onFatal told of an error that no new start can mend
 */
record PartitionParts(
        SttClients clients,
        PcmPositions positions,
        PcmLayout layout,
        Membership membership,
        SttEngine engine,
        SessionSettings settings,
        SttRecords records,
        SessionLog log,
        SttMeters meters,
        LongSupplier nanoTime,
        RandomGenerator random,
        Consumer<Throwable> onFatal) {}
