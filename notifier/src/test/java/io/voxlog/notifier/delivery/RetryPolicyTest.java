package io.voxlog.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.notifier.delivery.RetryPolicy.Verdict;
import io.voxlog.runtime.Backoff;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    private static final long NOW = 1_000_000;
    private static final RetryPolicy POLICY = new RetryPolicy(
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(60)),
            10,
            Duration.ofMinutes(30));

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void anySuccessIsTheEnd(int status) {
        assertThat(judge(1, NOW, Answer.of(status, null))).isEqualTo(new Verdict(Progress.DELIVERED, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 300, 302, 307, 400, 401, 404, 408, 422, 429, 500, 503})
    void everythingElseIsTriedAgain(int status) {
        Verdict verdict = judge(1, NOW, Answer.of(status, null));

        assertThat(verdict.progress()).isEqualTo(Progress.RETRYING);
        assertThat(verdict.nextAttemptAtMillis()).isBetween(NOW + 1_000, NOW + 4_000);
    }

    @Test
    void goneIsForGood() {
        assertThat(judge(1, NOW, Answer.of(410, null))).isEqualTo(new Verdict(Progress.GIVEN_UP, 0));
    }

    @Test
    void givesUpAfterTheLastAttemptOrTheLongestTime() {
        Answer nothing = Answer.none("no connection");

        assertThat(judge(9, NOW, nothing).progress()).isEqualTo(Progress.RETRYING);
        assertThat(judge(10, NOW, nothing).progress()).isEqualTo(Progress.GIVEN_UP);
        assertThat(judge(1, NOW - 30 * 60_000 + 1, nothing)).isEqualTo(new Verdict(Progress.RETRYING, NOW + 1));
        assertThat(judge(1, NOW - 30 * 60_000, nothing).progress()).isEqualTo(Progress.GIVEN_UP);
    }

    @Test
    void doesAsTheSubscriberAsksWithinBounds() {
        assertThat(judge(1, NOW, Answer.of(429, Duration.ofSeconds(30))).nextAttemptAtMillis())
                .isEqualTo(NOW + 30_000);
        assertThat(judge(1, NOW, Answer.of(503, Duration.ofDays(3))).nextAttemptAtMillis())
                .isEqualTo(NOW + 60_000);
        assertThat(judge(1, NOW, Answer.of(503, Duration.ZERO)).nextAttemptAtMillis())
                .isGreaterThanOrEqualTo(NOW + 1_000);
    }

    private static Verdict judge(int attempt, long plannedAt, Answer answer) {
        return POLICY.judge(attempt, plannedAt, answer, NOW, new Random(7));
    }
}
