package io.voxlog.ingest.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class AudioLogTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AudioLog log = new AudioLog(nanos::get);

    private RoomAudio room() {
        return log.find("RM_1").orElseThrow();
    }

    private TrackAudio track() {
        return room().track("TR_1").orElseThrow();
    }

    private void opened(long offset, long epoch, long start) {
        log.opened("RM_1", offset, TrackAudio.opened("TR_1", "PA_1", "alice", TrackInput.OPUS, start, epoch));
    }

    @Test
    void tellsWhereATrackStands() {
        log.joined("RM_1", 10, "agent-1");
        opened(11, 10, 48_000);
        log.advanced("RM_1", 12, "TR_1", new TrackAudio.Progress(1, 1, 48_960));
        nanos.set(5);
        log.advanced("RM_1", 14, "TR_1", new TrackAudio.Progress(0, 0, 96_000));

        assertThat(track())
                .isEqualTo(new TrackAudio(
                        "TR_1",
                        "PA_1",
                        "alice",
                        TrackInput.OPUS,
                        48_000,
                        new TrackAudio.Progress(1, 1, 96_000),
                        10,
                        false,
                        5));
        assertThat(room().epoch()).isEqualTo(10);
        assertThat(room().firstOffset()).isEqualTo(10);
        assertThat(room().lastOffset()).isEqualTo(14);
    }

    @Test
    void theFirstAnchorHoldsOverEveryResume() {
        log.joined("RM_1", 1, "agent-1");
        opened(2, 1, 48_000);
        log.advanced("RM_1", 3, "TR_1", new TrackAudio.Progress(1, 1, 48_960));
        log.joined("RM_1", 4, "agent-2");
        opened(5, 4, 99_999);

        assertThat(track().startTicks()).isEqualTo(48_000);
        assertThat(track().nextSequence()).isEqualTo(1);
        assertThat(track().epoch()).isEqualTo(4);
        assertThat(room().agent()).isEqualTo("agent-2");
    }

    @Test
    void endsOfAnOlderEpochDoNotCount() {
        log.joined("RM_1", 1, "agent-1");
        opened(2, 1, 0);
        log.joined("RM_1", 3, "agent-2");
        log.ended("RM_1", 4, 1, "TR_1", 960);
        log.roomClosed("RM_1", 5, 1);
        assertThat(track().closed()).isFalse();
        assertThat(room().closed()).isFalse();

        log.ended("RM_1", 6, 3, "TR_1", 960);
        log.roomClosed("RM_1", 7, 3);
        assertThat(track().closed()).isTrue();
        assertThat(room().closed()).isTrue();
        assertThat(room().lastOffset()).isEqualTo(6);
    }

    @Test
    void silenceIsMeasuredAnewAfterDeafness() {
        opened(2, 1, 0);
        nanos.set(70);
        log.heardAll("RM_1");
        assertThat(track().heardAtNanos()).isEqualTo(70);
        log.forget(sid -> sid.equals("RM_1"));
        assertThat(log.find("RM_1")).isEmpty();
    }
}
