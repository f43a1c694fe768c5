package io.voxlog.monitor.live;

import java.time.Duration;

/**
 * What subscribers may use.
 *
 * @param subscribers at the same time
 * @param queue events that wait for one subscriber; one more and it is dropped
 * @param resuming subscribers that read back at the same time
 * @param heartbeat between signs of life
 */
public record LiveLimits(int subscribers, int queue, int resuming, Duration heartbeat) {}
