package io.voxlog.analysis.adapter.streams;

import io.voxlog.analysis.job.JobPlan;
import io.voxlog.analysis.room.Closing;
import io.voxlog.analysis.room.RoomFold;
import io.voxlog.analysis.sealing.RunFold;
import io.voxlog.analysis.sealing.SealTranscript;
import io.voxlog.analysis.sealing.TrackFinal;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.Transcript;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Writes a sealed transcript and, unless the room wants none, its jobs, in the transaction that also holds the fact
 * that it was sealed.
 */
final class SealedOutput {
    private final ProcessorContext<String, SpecificRecord> context;
    private final JobPlan jobs;

    SealedOutput(ProcessorContext<String, SpecificRecord> context, JobPlan jobs) {
        this.context = context;
        this.jobs = jobs;
    }

    void write(RunKey key, RoomFold room, Closing closing, RunFold sealed, List<TrackFinal> finals) {
        long millis = Objects.requireNonNull(sealed.sealedMillis(), "only what is sealed is written");
        Transcript transcript =
                OutputRecords.transcript(room, closing, SealTranscript.of(room, key.run(), sealed, finals));
        String transcriptKey = Keys.transcript(key.roomSid(), key.run(), sealed.version());
        context.forward(new Record<>(transcriptKey, transcript, millis), SinkNames.TRANSCRIPTS);
        if (room.description().switches().aiOff()) {
            return;
        }
        jobs.priorities().forEach((type, priority) -> {
            AnalysisJob job = OutputRecords.job(transcript, type, priority);
            String sink = SinkNames.jobs(JobPlan.band(priority, Topics.JOB_BANDS));
            context.forward(new Record<>(job.getJobId(), job, millis), sink);
        });
    }
}
