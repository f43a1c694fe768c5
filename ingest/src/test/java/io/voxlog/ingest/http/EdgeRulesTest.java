package io.voxlog.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.ingest.audio.Backlog;
import io.voxlog.ingest.audio.UsedTickets;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EdgeRulesTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void whoFailsTooOftenWaitsAndOthersDoNot() {
        AuthThrottle throttle = new AuthThrottle(6, nanos::get);
        for (int i = 0; i < 6; i++) {
            assertThat(throttle.failed("10.0.0.1")).isEmpty();
        }
        assertThat(throttle.failed("10.0.0.1")).hasValue(10);
        assertThat(throttle.failed("10.0.0.2")).isEmpty();
        nanos.addAndGet(4_000_000_000L);
        assertThat(throttle.failed("10.0.0.1")).hasValue(6);
        nanos.addAndGet(6_000_000_000L);
        assertThat(throttle.failed("10.0.0.1")).isEmpty();
    }

    @Test
    void aNetworkOfIpv6IsOneCaller() {
        AuthThrottle throttle = new AuthThrottle(1, nanos::get);
        assertThat(throttle.failed("2001:db8:0:1:0:0:0:1")).isEmpty();
        assertThat(throttle.failed("2001:db8:0:1:9:9:9:9")).isPresent();
        assertThat(throttle.failed("2001:db8:0:2:0:0:0:1")).isEmpty();
    }

    @Test
    void zeroThrottlesNobody() {
        AuthThrottle throttle = new AuthThrottle(0, nanos::get);
        for (int i = 0; i < 1_000; i++) {
            assertThat(throttle.failed("10.0.0.1")).isEmpty();
        }
    }

    @Test
    void onlyListedOriginsAndOurOwnMayCall() {
        CorsPolicy cors = CorsPolicy.parse("https://App.example.com, http://localhost:3000");
        assertThat(cors.origins()).isEqualTo(Set.of("https://app.example.com", "http://localhost:3000"));
        assertThat(cors.allows("https://app.example.com", "api:8080")).isTrue();
        assertThat(cors.allows("https://app.example.com.evil.net", "api:8080")).isFalse();
        assertThat(cors.allows("http://app.example.com", "api:8080")).isFalse();
        assertThat(cors.allows("null", "api:8080")).isFalse();
        assertThat(cors.allows("http://api:8080", "api:8080")).isTrue();
        assertThat(cors.allows(null, "api:8080")).isTrue();
        assertThat(CorsPolicy.NONE.allows("https://app.example.com", "api:8080"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "app.example.com", "https://", "https://a/b", "ftp://a", "https://me@a", "https://a,", "%"})
    void whatIsNoOriginIsRefused(String text) {
        assertThatThrownBy(() -> CorsPolicy.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTicketIsUsedOnceUntilItExpires() {
        UsedTickets used = new UsedTickets();
        Instant now = Instant.ofEpochSecond(1_000);
        assertThat(used.use("a", now.plusSeconds(60), now)).isTrue();
        assertThat(used.use("a", now.plusSeconds(60), now)).isFalse();
        assertThat(used.use("b", now.plusSeconds(60), now)).isTrue();
    }

    @Test
    void aBacklogDropsTheOldestAudioAndKnowsWhichRange() {
        Backlog<String> backlog = new Backlog<>(2_880);
        assertThat(backlog.add(new Backlog.Entry<>("opened", 0, 0))).isZero();
        for (int i = 0; i < 3; i++) {
            assertThat(backlog.add(new Backlog.Entry<>("p" + i, i * 960L, (i + 1) * 960L)))
                    .isZero();
        }
        assertThat(backlog.add(new Backlog.Entry<>("p3", 2_880, 3_840))).isEqualTo(1);
        assertThat(backlog.add(new Backlog.Entry<>("p4", 3_840, 4_800))).isEqualTo(1);

        assertThat(backlog.size()).isEqualTo(4);
        assertThat(backlog.takeLost()).hasValue(new Backlog.Lost<>("p1", 0, 1_920));
        assertThat(backlog.takeLost()).isEmpty();
        assertThat(backlog.poll()).isEqualTo(new Backlog.Entry<>("opened", 0, 0));
        assertThat(backlog.poll()).isEqualTo(new Backlog.Entry<>("p2", 1_920, 2_880));
    }
}
