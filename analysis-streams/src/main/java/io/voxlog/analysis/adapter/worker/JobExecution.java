package io.voxlog.analysis.adapter.worker;

import io.voxlog.analysis.job.RunJob;
import io.voxlog.analysis.job.SupersededException;
import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.Keys;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job from its ledger's opening to its end, on the worker's job thread. */
final class JobExecution {
    private static final Logger LOG = LoggerFactory.getLogger(JobExecution.class);

    private final RoleContext context;
    private final JobIndex index;
    private final LogEnds logEnds;
    private final RunJob runJob;

    JobExecution(RoleContext context, JobIndex index, LogEnds logEnds, RunJob runJob) {
        this.context = context;
        this.index = index;
        this.logEnds = logEnds;
        this.runJob = runJob;
    }

    /**
     * Runs the job.
     *
     * @return ACCEPT when it has its result; RELEASE when another attempt, here or elsewhere, has to bring it
     */
    AcknowledgeType run(AnalysisJob job, TranscriptReader transcripts) throws InterruptedException {
        String key = Keys.transcript(job.getRoomSid(), job.getRun(), job.getTranscriptVersion());
        try (KafkaJobLedger ledger = KafkaJobLedger.open(context, job)) {
            logEnds.await(job.getRoomSid());
            runJob.run(
                    job.getType(),
                    index.history(job.getJobId()),
                    () -> JobRecords.request(job, transcripts.read(key)),
                    ledger);
            return AcknowledgeType.ACCEPT;
        } catch (SupersededException e) {
            LOG.atInfo()
                    .setMessage("job was taken over, result dropped")
                    .addKeyValue(LogKey.JOB_ID, job.getJobId())
                    .log();
        } catch (KafkaException | TimeoutException e) {
            LOG.atWarn()
                    .setMessage("job released, the log is out of reach")
                    .addKeyValue(LogKey.JOB_ID, job.getJobId())
                    .addKeyValue(LogKey.ERROR, e)
                    .log();
        }
        return AcknowledgeType.RELEASE;
    }
}
