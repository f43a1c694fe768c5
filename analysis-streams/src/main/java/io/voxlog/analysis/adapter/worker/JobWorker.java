package io.voxlog.analysis.adapter.worker;

import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs, one at a time, always from the highest band that has one. One thread owns the consumers and keeps the
 * lock of the job alive; a second one runs it.
 */
final class JobWorker {
    private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);

    private final RoleContext context;
    private final JobExecution execution;
    private final JobIndex index;
    private final Duration transcriptWait;
    private final Consumer<Throwable> onFault;
    private final Deserializer<SpecificRecord> deserializer;
    private final ExecutorService jobThread;
    private final Thread thread;
    private final JobMeters meters;
    private volatile boolean closing;
    private volatile @Nullable String room;

    JobWorker(
            String name,
            RoleContext context,
            JobExecution execution,
            JobIndex index,
            Duration transcriptWait,
            Consumer<Throwable> onFault) {
        this.context = context;
        this.execution = execution;
        this.index = index;
        this.transcriptWait = transcriptWait;
        this.onFault = onFault;
        this.deserializer = context.serdes().deserializer();
        this.jobThread = Executors.newSingleThreadExecutor(task -> new Thread(task, name + "-job"));
        this.thread = new Thread(this::run, name);
        this.meters = new JobMeters(context.meters());
    }

    void start() {
        thread.start();
    }

    /** Sid of the room whose job is under way; from any thread. */
    Optional<String> room() {
        return Optional.ofNullable(room);
    }

    /** Lets the job under way end, within [5 s]; then breaks it off and gives it back. Blocks. */
    void stop() throws InterruptedException {
        closing = true;
        thread.join();
        if (!jobThread.awaitTermination(STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            jobThread.shutdownNow();
        }
    }

    private void run() {
        List<BandConsumer> bands = new ArrayList<>();
        TranscriptReader transcripts = new TranscriptReader(context, index, transcriptWait);
        try {
            Topics.JOB_BANDS.stream()
                    .sorted(Comparator.reverseOrder())
                    .forEach(band -> bands.add(new BandConsumer(context, band)));
            while (!closing) {
                turn(bands, transcripts);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            onFault.accept(e);
        } finally {
            bands.forEach(BandConsumer::close);
            jobThread.execute(transcripts::close);
            jobThread.shutdown();
        }
    }

    private void turn(List<BandConsumer> bands, TranscriptReader transcripts) throws InterruptedException {
        for (BandConsumer band : bands) {
            Optional<ConsumerRecord<String, byte[]>> record = band.next();
            if (record.isPresent()) {
                work(band, record.get(), transcripts);
                return;
            }
        }
    }

    private void work(BandConsumer band, ConsumerRecord<String, byte[]> record, TranscriptReader transcripts)
            throws InterruptedException {
        Optional<AnalysisJob> job = job(record);
        if (job.isEmpty()) {
            band.finish(record, AcknowledgeType.REJECT);
            return;
        }
        long begun = System.nanoTime();
        meters.taken(Duration.ofMillis(context.clock().millis() - record.timestamp()));
        room = job.get().getRoomSid();
        Future<AcknowledgeType> outcome = jobThread.submit(() -> execution.run(job.get(), transcripts));
        Optional<AcknowledgeType> end = supervise(band, record, outcome);
        end.ifPresent(type -> band.finish(record, type));
        room = null;
        meters.ended(end.map(AcknowledgeType::toString).orElse("lost"), Duration.ofNanos(System.nanoTime() - begun));
        LOG.atInfo()
                .setMessage("job ended")
                .addKeyValue(LogKey.JOB_ID, job.get().getJobId())
                .addKeyValue("acknowledged", end.map(AcknowledgeType::toString).orElse("no longer ours"))
                .addKeyValue(LogKey.DURATION_MILLIS, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun))
                .log();
    }

    /** Renews the lock every third of its length until the job has ended; empty if the lock was lost. */
    private Optional<AcknowledgeType> supervise(
            BandConsumer band, ConsumerRecord<String, byte[]> record, Future<AcknowledgeType> outcome)
            throws InterruptedException {
        long stopBy = 0;
        while (true) {
            try {
                long wait = closing ? STOP_GRACE.toMillis() / 10 : band.lock().toMillis() / 3;
                return Optional.of(outcome.get(wait, TimeUnit.MILLISECONDS));
            } catch (ExecutionException e) {
                LOG.atError().setMessage("job broke off").setCause(e.getCause()).log();
                return Optional.of(AcknowledgeType.RELEASE);
            } catch (TimeoutException e) {
                stopBy = closing && stopBy == 0 ? System.nanoTime() + STOP_GRACE.toNanos() : stopBy;
                if (stopBy != 0 && System.nanoTime() - stopBy > 0) {
                    outcome.cancel(true);
                    return Optional.of(AcknowledgeType.RELEASE);
                }
                if (!band.renew(record)) {
                    outcome.cancel(true);
                    return Optional.empty();
                }
            }
        }
    }

    private Optional<AnalysisJob> job(ConsumerRecord<String, byte[]> record) {
        try {
            SpecificRecord value = deserializer.deserialize(record.topic(), record.value());
            return value instanceof AnalysisJob job ? Optional.of(job) : Optional.empty();
        } catch (SerializationException e) {
            LOG.atError()
                    .setMessage("unreadable job rejected")
                    .addKeyValue(LogKey.TOPIC, record.topic())
                    .addKeyValue(LogKey.PARTITION, record.partition())
                    .addKeyValue(LogKey.OFFSET, record.offset())
                    .setCause(e)
                    .log();
            return Optional.empty();
        }
    }
}
