package io.voxlog.analysis.job;

import io.voxlog.runtime.Backoff;
import java.time.Duration;

/**
 * How jobs are worked on.
 *
 * @param workers how many jobs this process runs at once
 * @param retries attempts after the first, before a job has failed; a worker's death counts as an attempt
 * @param backoff between attempts
 * @param jobTimeout after which an attempt is broken off
 * @param transcriptWait how long a job waits for its transcript to be read from the log
 */
public record WorkerSettings(int workers, int retries, Backoff backoff, Duration jobTimeout, Duration transcriptWait) {}
