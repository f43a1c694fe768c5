package io.voxlog.analysis.adapter.worker;

import io.voxlog.analysis.job.AnalysisAnswer;
import io.voxlog.analysis.job.AnalysisFailedException;
import io.voxlog.analysis.job.AnalysisProvider;
import io.voxlog.analysis.job.AnalysisRequest;
import java.time.Duration;
import java.util.Set;

/** A provider whose calls are counted and timed. */
final class MeteredProvider implements AnalysisProvider {
    private final AnalysisProvider provider;
    private final JobMeters meters;

    MeteredProvider(AnalysisProvider provider, JobMeters meters) {
        this.provider = provider;
        this.meters = meters;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public String model() {
        return provider.model();
    }

    @Override
    public Set<String> types() {
        return provider.types();
    }

    @Override
    public AnalysisAnswer run(AnalysisRequest request) throws InterruptedException {
        long begun = System.nanoTime();
        String outcome = "broken off";
        try {
            AnalysisAnswer answer = provider.run(request);
            outcome = "answered";
            return answer;
        } catch (AnalysisFailedException e) {
            outcome = e.retryable() ? "failed" : "refused";
            throw e;
        } finally {
            meters.attempt(name(), outcome, Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}
