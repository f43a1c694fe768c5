package io.voxlog.monitor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.runtime.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ApiRulesTest {
    private static final List<String> OFFERED = List.of("application/json", "text/plain", "text/vtt");

    @Test
    void aCallerHasItsRequestsAtOnceAndThenEvenly() {
        AtomicLong nanos = new AtomicLong(-5);
        RateLimiter limiter = new RateLimiter(3, 2, nanos::get);

        assertThat(limiter.waitSeconds("a")).isZero();
        assertThat(limiter.waitSeconds("a")).isZero();
        assertThat(limiter.waitSeconds("a")).isZero();
        assertThat(limiter.waitSeconds("a")).isEqualTo(20);
        assertThat(limiter.waitSeconds("b")).isZero();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(19));
        assertThat(limiter.waitSeconds("a")).isEqualTo(1);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(limiter.waitSeconds("a")).isZero();
        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.waitSeconds("a")).isZero();
        }
        assertThat(limiter.waitSeconds("a")).isPositive();
    }

    @Test
    void remembersABoundedNumberOfCallers() {
        RateLimiter limiter = new RateLimiter(1, 100, () -> 0);

        for (int i = 0; i < 10_000; i++) {
            limiter.waitSeconds("caller-" + i);
        }

        assertThat(limiter.callers()).isEqualTo(100);
    }

    @Test
    void choosesTheRepresentationTheCallerLikesBest() {
        assertThat(Negotiation.choose(null, OFFERED)).isEqualTo("application/json");
        assertThat(Negotiation.choose("*/*", OFFERED)).isEqualTo("application/json");
        assertThat(Negotiation.choose("text/*", OFFERED)).isEqualTo("text/plain");
        assertThat(Negotiation.choose("text/*;q=0.5, TEXT/VTT", OFFERED)).isEqualTo("text/vtt");
        assertThat(Negotiation.choose("*/*, application/json;q=0", OFFERED)).isEqualTo("text/plain");
        assertThat(Negotiation.choose("text/html, */*;q=0.1", OFFERED)).isEqualTo("application/json");
        assertThat(Negotiation.choose("image/png", OFFERED)).isNull();
        assertThat(Negotiation.choose("text/plain;q=nonsense, ,;", OFFERED)).isNull();
    }

    @Test
    void theTokenOpensAndNothingElseDoes() {
        Access access = new Access(Optional.of(new Secret("open sesame")), Set.of());

        assertThat(access.permits("Bearer open sesame")).isTrue();
        assertThat(access.permits("bearer  open sesame ")).isTrue();
        assertThat(access.permits(null)).isFalse();
        assertThat(access.permits("Bearer ")).isFalse();
        assertThat(access.permits("Bearer open sesam")).isFalse();
        assertThat(access.permits("open sesame")).isFalse();
        assertThat(access.permitsHost("anything.example")).isTrue();
        assertThat(Access.open().permits(null)).isTrue();
        assertThat(Access.open().permitsHost("LOCALHOST")).isTrue();
        assertThat(Access.open().permitsHost("127.0.0.1.evil.example")).isFalse();
        assertThat(Access.open().permitsHost(null)).isFalse();
        assertThat(access.toString()).doesNotContain("sesame");
    }

    @Test
    void anOriginIsSchemeHostAndPort() {
        assertThat(Access.origin("https://desk.example.org:8443")).isEqualTo("https://desk.example.org:8443");
        for (String wrong : List.of(
                "*",
                "null",
                "desk.example.org",
                "https://",
                "https://a/",
                "https://a?b",
                "ftp://a",
                "https://u@a",
                "https://A")) {
            assertThatThrownBy(() -> Access.origin(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void unknownAndRepeatedParametersAreRefusedByName() {
        Parameters parameters =
                new Parameters(Map.of("limit", List.of(" 7 "), "name", List.of("")), Set.of("limit", "name"));

        assertThat(parameters.integer("limit", 1, 9)).isEqualTo(7);
        assertThat(parameters.text("name")).isNull();
        assertThatThrownBy(() -> parameters.integer("limit", 1, 6))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().detail())
                                .isEqualTo("limit must be a whole number from 1 to 6, but is \"7\""));
        assertThatThrownBy(() -> new Parameters(Map.of("limt", List.of("7")), Set.of("limit")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().detail()).contains("limt", "[limit]"));
        assertThatThrownBy(() -> new Parameters(Map.of("limit", List.of("1", "2")), Set.of("limit")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new Parameters(Map.of("limit", List.of("x".repeat(513))), Set.of("limit")))
                .isInstanceOf(ProblemException.class);
    }
}
