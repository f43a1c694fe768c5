package io.voxlog.analysis.adapter.worker;

import io.voxlog.analysis.job.JobHistory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;

/**
 * What the job workers know of the log: where each transcript stands and how far each job has come. Holds the newest
 * entries only, [200 000] of each; jobs are worked on soon after their transcripts. Thread-safe.
 */
final class JobIndex {
    private static final int MAX_ENTRIES = 200_000;

    /** Where a record stands. */
    record Place(TopicPartition partition, long offset) {}

    private final Map<String, Place> transcripts = new Newest<>();
    private final Map<String, JobHistory> jobs = new Newest<>();

    synchronized Optional<Place> transcript(String key) {
        return Optional.ofNullable(transcripts.get(key));
    }

    synchronized JobHistory history(String jobId) {
        return jobs.getOrDefault(jobId, JobHistory.NONE);
    }

    synchronized void transcriptAt(String key, Place place) {
        transcripts.put(key, place);
    }

    synchronized void transcriptGone(String key) {
        transcripts.remove(key);
    }

    synchronized void job(String jobId, UnaryOperator<JobHistory> news) {
        jobs.put(jobId, news.apply(jobs.getOrDefault(jobId, JobHistory.NONE)));
    }

    private static final class Newest<V> extends LinkedHashMap<String, V> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MAX_ENTRIES;
        }
    }
}
