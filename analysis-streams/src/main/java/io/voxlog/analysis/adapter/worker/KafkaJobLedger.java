package io.voxlog.analysis.adapter.worker;

import io.voxlog.analysis.job.AnalysisProvider;
import io.voxlog.analysis.job.CallOutcome;
import io.voxlog.analysis.job.JobLedger;
import io.voxlog.analysis.job.JobOutcome;
import io.voxlog.analysis.job.SupersededException;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.ActionKind;
import io.voxlog.schemas.AiInteraction;
import io.voxlog.schemas.AnalysisAction;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A job's entries in {@code analysis.actions} and {@code ai.interactions} and its result in {@code analysis.results}.
 * The producer's transactional id is the job's: to open the ledger is to fence whoever had it open before, so a result
 * is either on the log before the next worker reads the job's history, or never. Used by one thread.
 */
final class KafkaJobLedger implements JobLedger, AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final RoleContext context;
    private final AnalysisJob job;
    private final Producer<String, SpecificRecord> producer;
    private int callsInAttempt;
    private long calledNanos;

    private KafkaJobLedger(RoleContext context, AnalysisJob job, Producer<String, SpecificRecord> producer) {
        this.context = context;
        this.job = job;
        this.producer = producer;
    }

    /** Opens the job's ledger, and with that ends every other worker's writing to it. */
    static KafkaJobLedger open(RoleContext context, AnalysisJob job) {
        String name = "voxlog-job-" + job.getJobId();
        Producer<String, SpecificRecord> producer = new KafkaProducer<>(
                context.kafka().recordProducer("analysis-job-" + context.workerId(), name),
                new StringSerializer(),
                context.serdes().serializer());
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close(CLOSE_TIMEOUT);
            throw e;
        }
        return new KafkaJobLedger(context, job, producer);
    }

    @Override
    public void claimed(int attempt) {
        write(List.of(action(attempt, ActionKind.CLAIMED, "", null)));
        callsInAttempt = 0;
    }

    @Override
    public void called(int attempt, AnalysisProvider provider) {
        write(List.of(action(attempt, ActionKind.CALLED, provider.name(), null)));
        callsInAttempt++;
        calledNanos = System.nanoTime();
    }

    /** Whatever the call cost stays known, also when the job is given up or the worker ends right after. */
    @Override
    public void answered(int attempt, AnalysisProvider provider, CallOutcome outcome) {
        AiInteraction interaction = AiInteraction.newBuilder()
                .setId(job.getJobId() + "/" + attempt + "/" + callsInAttempt)
                .setRoomSid(job.getRoomSid())
                .setOrganizationId(job.getOrganizationId())
                .setJobId(job.getJobId())
                .setProvider(provider.name())
                .setModel(provider.model())
                .setPromptTokens(outcome.promptTokens())
                .setCompletionTokens(outcome.completionTokens())
                .setLatencyMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - calledNanos))
                .setError(outcome.error())
                .setAtMillis(context.clock().millis())
                .build();
        write(List.of(new ProducerRecord<>(Topics.AI_INTERACTIONS.name(), job.getRoomSid(), interaction)));
    }

    @Override
    public void failed(int attempt, AnalysisProvider provider, String cause) {
        write(List.of(action(attempt, ActionKind.FAILED, provider.name(), cause)));
    }

    @Override
    public void finished(int attempt, AnalysisProvider provider, JobOutcome outcome) {
        AnalysisResult result = JobRecords.result(job, attempt, provider, outcome);
        write(List.of(
                action(attempt, ActionKind.COMPLETED, provider.name(), result.getError()),
                new ProducerRecord<>(Topics.ANALYSIS_RESULTS.name(), job.getJobId(), result)));
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    private void write(List<ProducerRecord<String, SpecificRecord>> records) {
        try {
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw fenced(e) ? new SupersededException(job.getJobId(), e) : e;
        }
    }

    private static boolean fenced(@Nullable Throwable fault) {
        return fault != null
                && (fault instanceof ProducerFencedException
                        || fault instanceof InvalidProducerEpochException
                        || fenced(fault.getCause()));
    }

    private ProducerRecord<String, SpecificRecord> action(
            int attempt, ActionKind kind, String provider, @Nullable String detail) {
        AnalysisAction action = AnalysisAction.newBuilder()
                .setJobId(job.getJobId())
                .setRoomSid(job.getRoomSid())
                .setAttempt(attempt)
                .setWorker(context.workerId())
                .setKind(kind)
                .setProvider(provider)
                .setDetail(detail)
                .setAtMillis(context.clock().millis())
                .build();
        return new ProducerRecord<>(Topics.ANALYSIS_ACTIONS.name(), job.getJobId(), action);
    }
}
