package io.voxlog.ingest.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BacklogTest {
    private static final long PACKET = 960;

    private static Backlog.Entry<String> entry(String name, long from, long to) {
        return new Backlog.Entry<>(name, from, to);
    }

    @Test
    void theOldestAudioIsDroppedAndItsRangeKept() {
        Backlog<String> backlog = new Backlog<>(2 * PACKET);
        assertThat(backlog.add(entry("a", 0, PACKET))).isZero();
        assertThat(backlog.add(entry("opened", PACKET, PACKET))).isZero();
        assertThat(backlog.add(entry("b", PACKET, 2 * PACKET))).isZero();
        assertThat(backlog.add(entry("c", 2 * PACKET, 3 * PACKET))).isEqualTo(1);
        assertThat(backlog.takeLost()).contains(new Backlog.Lost<>("a", 0, PACKET));
        assertThat(backlog.takeLost()).isEmpty();
        assertThat(backlog.poll()).isEqualTo(entry("opened", PACKET, PACKET));
    }

    @Test
    void aLongGapDoesNotPushAudioOut() {
        Backlog<String> backlog = new Backlog<>(48_000);
        backlog.add(entry("a", 0, PACKET));
        assertThat(backlog.add(entry("gap", PACKET, 60 * 48_000))).isZero();
        assertThat(backlog.add(entry("b", 60 * 48_000, 60 * 48_000 + PACKET))).isZero();
        assertThat(backlog.poll()).isEqualTo(entry("a", 0, PACKET));
    }

    @Test
    void nothingIsLeftOfWhatIsCleared() {
        Backlog<String> backlog = new Backlog<>(PACKET);
        backlog.add(entry("a", 0, PACKET));
        backlog.add(entry("b", PACKET, 2 * PACKET));
        assertThat(backlog.clear()).isEqualTo(1);
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(backlog.add(entry("c", 2 * PACKET, 3 * PACKET))).isZero();
    }
}
