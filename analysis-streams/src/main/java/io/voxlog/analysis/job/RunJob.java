package io.voxlog.analysis.job;

import io.voxlog.runtime.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Brings a job to its end: attempt by attempt, each noted before it is made. Attempts that the log knows of, by
 * whatever worker, count; so a job that kills its workers ends as failed like any other. Thread-safe.
 */
public final class RunJob {
    private static final AnalysisProvider NO_PROVIDER = new NoProvider();

    /** How to wait between attempts. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration length) throws InterruptedException;
    }

    private final List<AnalysisProvider> providers;
    private final int maxAttempts;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final Pause pause;

    /**
     * How jobs are run.
     *
     * @param providers the first that knows a job's type answers it
     */
    public RunJob(
            List<AnalysisProvider> providers, int maxAttempts, Backoff backoff, RandomGenerator random, Pause pause) {
        this.providers = List.copyOf(providers);
        this.maxAttempts = maxAttempts;
        this.backoff = backoff;
        this.random = random;
        this.pause = pause;
    }

    /**
     * Runs the job unless it has a result.
     *
     * @param history what the log said after the ledger was opened
     * @param request reads the job's transcript; may throw {@link AnalysisFailedException}
     */
    public void run(String type, JobHistory history, Supplier<AnalysisRequest> request, JobLedger ledger)
            throws InterruptedException {
        if (history.finished()) {
            return;
        }
        AnalysisProvider provider = providers.stream()
                .filter(candidate -> candidate.types().contains(type))
                .findFirst()
                .orElse(NO_PROVIDER);
        String lastError = "its workers did not survive it";
        for (int attempt = history.attempts() + 1; attempt <= maxAttempts; attempt++) {
            ledger.claimed(attempt);
            try {
                ledger.finished(attempt, provider, attempt(provider, attempt, request, ledger));
                return;
            } catch (AnalysisFailedException e) {
                lastError = String.valueOf(e.getMessage());
                ledger.failed(attempt, provider, lastError);
                if (!e.retryable()) {
                    ledger.finished(attempt, provider, new JobOutcome.Failed(lastError));
                    return;
                }
            }
            if (attempt < maxAttempts) {
                pause.sleep(backoff.after(attempt, random));
            }
        }
        int made = Math.max(history.attempts(), maxAttempts);
        ledger.finished(made, provider, new JobOutcome.Failed("gave up after " + made + " attempts: " + lastError));
    }

    private static JobOutcome attempt(
            AnalysisProvider provider, int attempt, Supplier<AnalysisRequest> request, JobLedger ledger)
            throws InterruptedException {
        AnalysisRequest call = request.get();
        if (call.utterances().isEmpty()) {
            return new JobOutcome.Skipped();
        }
        ledger.called(attempt, provider);
        try {
            AnalysisAnswer answer = provider.run(call);
            ledger.answered(attempt, provider, CallOutcome.of(answer));
            return new JobOutcome.Completed(answer);
        } catch (AnalysisFailedException e) {
            if (provider != NO_PROVIDER) {
                ledger.answered(attempt, provider, CallOutcome.of(e));
            }
            throw e;
        }
    }
}
