package io.voxlog.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.monitor.live.Voices.Voice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LiveRulesTest {
    private static final Place FINALS = new Place(Lane.FINALS, 3);

    @Property(tries = 100)
    void aPositionIsReadBackFromItsText(
            @ForAll @Size(min = 1, max = 30) Map<@IntRange(max = 999) Integer, @LongRange(min = 0) Long> offsets) {
        Map<Place, Long> next = new java.util.HashMap<>();
        offsets.forEach((partition, offset) -> next.put(
                new Place(partition % 2 == 0 ? Lane.FINALS : Lane.ROOMS, partition), offset % 1_000_000_000_000_000L));

        assertThat(Position.parse(new Position(next).toString()).next()).isEqualTo(next);
    }

    @Property(tries = 200)
    void anyOtherTextIsNoPosition(@ForAll String text) {
        try {
            assertThat(Position.parse(text).next()).isNotEmpty();
        } catch (IllegalArgumentException expected) {
            assertThat(expected).isNotNull();
        }
    }

    @Test
    void positionsGoForwardOnly() {
        Position start = new Position(Map.of(FINALS, 7L));

        assertThat(start.forward(FINALS, 5)).isEqualTo(start);
        assertThat(start.forward(FINALS, 9).at(FINALS)).isEqualTo(9);
        assertThat(start.reaches(new Position(Map.of(FINALS, 7L)))).isTrue();
        assertThat(start.reaches(new Position(Map.of(FINALS, 8L)))).isFalse();
        assertThat(start.in(4).next()).isEmpty();
        assertThatThrownBy(() -> Position.parse("f3-1.f3-2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Position.parse("x".repeat(10_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOutboxIsBoundedAndKeepsTheNewestInterimOfATrackOnly() {
        Outbox outbox = new Outbox(3);

        assertThat(outbox.offer(interim("TR_1", "I"))).isTrue();
        assertThat(outbox.offer(spoken(1))).isTrue();
        IntStream.range(0, 100)
                .forEach(i ->
                        assertThat(outbox.offer(interim("TR_1", "I said " + i))).isTrue());
        assertThat(outbox.offer(spoken(2))).isTrue();
        assertThat(outbox.offer(spoken(3))).isFalse();
        List<String> sent = new ArrayList<>();
        for (LiveEvent event = outbox.poll(); event != null; event = outbox.poll()) {
            sent.add(event.data());
        }
        assertThat(sent).containsExactly("final 1", "I said 99", "final 2");
        assertThat(outbox.offer(spoken(4))).isTrue();
        outbox.clear();
        assertThat(outbox.size()).isZero();
    }

    @Test
    void aHubTellsThoseOfTheRoomAndThoseOfAllRooms() {
        LiveHub hub = new LiveHub();
        List<String> told = new ArrayList<>();
        Subscriber room = event -> told.add("room " + event.data());
        Subscriber all = event -> told.add("all " + event.data());
        Subscriber leaving = new Subscriber() {
            @Override
            public void deliver(LiveEvent event) {
                told.add("leaving");
                hub.remove("RM_1", this);
            }
        };
        hub.add("RM_1", leaving);
        hub.add("RM_1", room);
        hub.add(LiveHub.ALL, all);

        hub.publish(spoken(1));
        hub.publish(spoken(2));
        hub.publish(LiveEvent.kept("final", "RM_2", "elsewhere", FINALS, 3));

        assertThat(told)
                .containsExactly(
                        "leaving", "room final 1", "all final 1", "room final 2", "all final 2", "all elsewhere");
        assertThat(hub.has("RM_1", leaving)).isFalse();
        assertThat(hub.has("RM_1", room)).isTrue();
    }

    @Test
    void aVoiceSpeaksUntilNoWordsHaveComeForAWhile() {
        Voices voices = new Voices(Duration.ofNanos(10));
        Voice ann = new Voice("RM_1", "PA_1", "TR_1");

        assertThat(voices.heard(ann, 0)).isTrue();
        assertThat(voices.heard(ann, 5)).isFalse();
        assertThat(voices.silent(14)).isEmpty();
        assertThat(voices.silent(15)).containsExactly(ann);
        assertThat(voices.silent(99)).isEmpty();
        assertThat(voices.heard(ann, 100)).isTrue();
    }

    private static LiveEvent interim(String track, String text) {
        return LiveEvent.passing("partial", "RM_1", text, "partial/" + track);
    }

    private static LiveEvent spoken(int offset) {
        return LiveEvent.kept("final", "RM_1", "final " + offset, FINALS, offset);
    }
}
