package io.voxlog.analysis.adapter.worker;

import io.voxlog.analysis.job.AnalysisAnswer;
import io.voxlog.analysis.job.AnalysisFailedException;
import io.voxlog.analysis.job.AnalysisProvider;
import io.voxlog.analysis.job.AnalysisRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A provider whose answers are waited for so long and no longer, and whose faults of whatever kind are failed attempts.
 */
final class TimeLimitedProvider implements AnalysisProvider {
    private final AnalysisProvider provider;
    private final Duration limit;
    private final ExecutorService executor;

    /** Asks the provider on the executor, which the caller owns and which must have a thread per concurrent call. */
    TimeLimitedProvider(AnalysisProvider provider, Duration limit, ExecutorService executor) {
        this.provider = provider;
        this.limit = limit;
        this.executor = executor;
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
        Future<AnalysisAnswer> answer = executor.submit(() -> provider.run(request));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AnalysisFailedException("no answer within " + limit.toSeconds() + " s", true);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AnalysisFailedException failed) {
                throw failed;
            }
            throw new AnalysisFailedException("the provider failed: " + e.getCause(), true);
        } finally {
            answer.cancel(true);
        }
    }
}
