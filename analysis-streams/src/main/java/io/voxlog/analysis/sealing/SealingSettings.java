package io.voxlog.analysis.sealing;

import io.voxlog.analysis.job.JobPlan;
import java.time.Duration;

/**
 * What sealing depends on.
 *
 * @param jobs that each sealed transcript gets
 * @param sealTimeout from RoomClosed until a transcript is sealed as incomplete
 * @param finalsKept from sealing until the finals leave the state store and no later version can be made
 * @param goneKept from a room's tombstone until a late event could bring it back
 */
public record SealingSettings(JobPlan jobs, Duration sealTimeout, Duration finalsKept, Duration goneKept) {}
