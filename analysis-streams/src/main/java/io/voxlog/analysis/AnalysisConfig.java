package io.voxlog.analysis;

import io.voxlog.analysis.job.JobPlan;
import io.voxlog.analysis.job.WorkerSettings;
import io.voxlog.analysis.sealing.SealingSettings;
import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.Env;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Configuration of the analysis role.
 *
 * @param stateDir where Kafka Streams keeps its stores; it may be lost, as the changelogs hold the same. Two instances
 *     in one process need one each
 * @param sealing when transcripts are sealed and which jobs they get
 * @param workers the job workers
 */
public record AnalysisConfig(Path stateDir, SealingSettings sealing, WorkerSettings workers) {
    private static final Duration SEAL_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration FINALS_KEPT = Duration.ofDays(2);
    private static final Duration GONE_KEPT = Duration.ofDays(7);
    private static final Duration TRANSCRIPT_WAIT = Duration.ofSeconds(30);
    private static final Duration JOB_TIMEOUT = Duration.ofMinutes(5);
    private static final Backoff RETRY =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(30));

    /**
     * Reads {@code ANALYSIS_STATE_DIR} [voxlog-analysis in the system's folder for temporary files],
     * {@code ANALYSIS_JOBS} [summary:100,action_items:90,sentiment:70,speaker_analytics:50],
     * {@code ANALYSIS_SEAL_TIMEOUT} [10m], {@code ANALYSIS_FINALS_KEPT} [48h], {@code ANALYSIS_WORKERS} [2; 0 runs no
     * jobs here], {@code ANALYSIS_JOB_RETRIES} [3], {@code ANALYSIS_JOB_TIMEOUT} [5m].
     */
    public static AnalysisConfig from(Env env) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "voxlog-analysis");
        JobPlan jobs =
                env.parsed("ANALYSIS_JOBS", JobPlan.DEFAULT, "type:priority pairs such as summary:100", JobPlan::parse);
        return new AnalysisConfig(
                Path.of(env.string("ANALYSIS_STATE_DIR", temporary.toString())),
                new SealingSettings(
                        jobs,
                        env.duration("ANALYSIS_SEAL_TIMEOUT", SEAL_TIMEOUT),
                        env.duration("ANALYSIS_FINALS_KEPT", FINALS_KEPT),
                        GONE_KEPT),
                new WorkerSettings(
                        env.integer("ANALYSIS_WORKERS", 2, 0, 64),
                        env.integer("ANALYSIS_JOB_RETRIES", 3, 0, 100),
                        RETRY,
                        env.duration("ANALYSIS_JOB_TIMEOUT", JOB_TIMEOUT),
                        TRANSCRIPT_WAIT));
    }

    /** The defaults with this folder for the stores. */
    public static AnalysisConfig in(Path stateDir) {
        AnalysisConfig defaults = from(new Env(Map.of()));
        return new AnalysisConfig(stateDir, defaults.sealing(), defaults.workers());
    }
}
