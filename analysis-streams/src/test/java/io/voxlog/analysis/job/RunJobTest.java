package io.voxlog.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.runtime.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RunJobTest {
    private static final AnalysisAnswer ANSWER = new AnalysisAnswer(Map.of("text", "fine"), Map.of(), 3, 4);
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(10), Duration.ofMillis(80));

    private final List<String> entries = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private int failures;
    private boolean retryable = true;

    @Test
    void notesClaimAndCallBeforeItAsks() throws InterruptedException {
        run("summary", JobHistory.NONE, call("hello"));

        assertThat(entries)
                .containsExactly("claimed 1", "called 1 fake", "asked", "answered 1 fake 3+4", "finished 1 completed");
    }

    @Test
    void triesAgainAfterAPauseAndGivesUpAfterTheLastAttempt() throws InterruptedException {
        failures = 9;

        run("summary", JobHistory.NONE, call("hello"));

        assertThat(entries.stream().filter("asked"::equals)).hasSize(4);
        assertThat(entries).endsWith("failed 4 busy", "finished 4 failed: gave up after 4 attempts: busy");
        assertThat(pauses).hasSize(3).allSatisfy(pause -> assertThat(pause).isPositive());
    }

    @Test
    void succeedsInALaterAttempt() throws InterruptedException {
        failures = 2;

        run("summary", JobHistory.NONE, call("hello"));

        assertThat(entries).endsWith("asked", "answered 3 fake 3+4", "finished 3 completed");
    }

    @Test
    void everyCallIsNotedWithWhatItCostAlsoOneThatFailed() throws InterruptedException {
        failures = 1;

        run("summary", JobHistory.NONE, call("hello"));

        assertThat(entries.stream().filter(entry -> entry.startsWith("answered")))
                .containsExactly("answered 1 fake 5+6 busy", "answered 2 fake 3+4");
    }

    @Test
    void doesNotTryAgainWhatCannotHelp() throws InterruptedException {
        failures = 1;
        retryable = false;

        run("summary", JobHistory.NONE, call("hello"));

        assertThat(entries).endsWith("failed 1 busy", "finished 1 failed: busy");
        assertThat(pauses).isEmpty();
    }

    @Test
    void anEmptyTranscriptIsSkippedWithoutAsking() throws InterruptedException {
        run("summary", JobHistory.NONE, call());

        assertThat(entries).containsExactly("claimed 1", "finished 1 skipped");
    }

    @Test
    void aJobWithAResultIsLeftAlone() throws InterruptedException {
        run("summary", new JobHistory(1, true), call("hello"));

        assertThat(entries).isEmpty();
    }

    @Test
    void attemptsOfDeadWorkersCount() throws InterruptedException {
        run("summary", new JobHistory(2, false), call("hello"));

        assertThat(entries).startsWith("claimed 3");
    }

    @Test
    void aJobThatKillsItsWorkersFails() throws InterruptedException {
        run("summary", new JobHistory(4, false), call("hello"));

        assertThat(entries)
                .containsExactly("finished 4 failed: gave up after 4 attempts: its workers did not survive it");
    }

    @Test
    void aTypeThatNoProviderKnowsFails() throws InterruptedException {
        run("coaching", JobHistory.NONE, call("hello"));

        assertThat(entries).endsWith("finished 1 failed: no provider for jobs of type coaching");
        assertThat(entries).noneMatch(entry -> entry.startsWith("answered"));
    }

    @Test
    void nothingIsAskedOnceAnotherWorkerHasTakenOver() {
        JobLedger lost = new Ledger() {
            @Override
            public void claimed(int attempt) {
                throw new SupersededException("job", new IllegalStateException());
            }
        };

        assertThatThrownBy(() -> runJob().run("summary", JobHistory.NONE, () -> call("hello"), lost))
                .isInstanceOf(SupersededException.class);
        assertThat(entries).isEmpty();
    }

    private void run(String type, JobHistory history, AnalysisRequest request) throws InterruptedException {
        AnalysisRequest typed =
                new AnalysisRequest(type, null, "room", null, request.participants(), request.utterances());
        runJob().run(type, history, () -> typed, new Ledger());
    }

    private RunJob runJob() {
        return new RunJob(List.of(new FlakyProvider()), 4, BACKOFF, new Random(1), pauses::add);
    }

    private static AnalysisRequest call(String... texts) {
        List<AnalysisRequest.Utterance> said = new ArrayList<>();
        for (String text : texts) {
            said.add(new AnalysisRequest.Utterance("ann", said.size(), said.size() + 1, text));
        }
        return new AnalysisRequest("summary", null, "room", null, List.of(), said);
    }

    private final class FlakyProvider implements AnalysisProvider {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public String model() {
            return "fake-1";
        }

        @Override
        public Set<String> types() {
            return Set.of("summary");
        }

        @Override
        public AnalysisAnswer run(AnalysisRequest request) {
            entries.add("asked");
            if (failures-- > 0) {
                throw new AnalysisFailedException("busy", retryable, 5, 6);
            }
            return ANSWER;
        }
    }

    private class Ledger implements JobLedger {
        @Override
        public void claimed(int attempt) {
            entries.add("claimed " + attempt);
        }

        @Override
        public void called(int attempt, AnalysisProvider provider) {
            entries.add("called " + attempt + " " + provider.name());
        }

        @Override
        public void answered(int attempt, AnalysisProvider provider, CallOutcome outcome) {
            String error = outcome.error() == null ? "" : " " + outcome.error();
            entries.add("answered " + attempt + " " + provider.name() + " " + outcome.promptTokens() + "+"
                    + outcome.completionTokens() + error);
        }

        @Override
        public void failed(int attempt, AnalysisProvider provider, String cause) {
            entries.add("failed " + attempt + " " + cause);
        }

        @Override
        public void finished(int attempt, AnalysisProvider provider, JobOutcome outcome) {
            String how = "skipped";
            if (outcome instanceof JobOutcome.Completed) {
                how = "completed";
            } else if (outcome instanceof JobOutcome.Failed failed) {
                how = "failed: " + failed.error();
            }
            entries.add("finished " + attempt + " " + how);
        }
    }
}
