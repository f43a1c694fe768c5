package io.voxlog.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DeliveryQueueTest {
    private static final int LANE = 3;
    private DeliveryQueue queue = new DeliveryQueue(2);
    private final List<Entry> journal = new ArrayList<>();

    @Test
    void aRoomsDeliveriesGoOneAfterAnother() {
        queue.open(LANE);
        plan("hook", "RM_a", "1");
        plan("hook", "RM_a", "2");
        plan("hook", "RM_b", "1");

        Pending first = take(0);
        Pending other = take(0);
        assertThat(first.delivery().subject()).isEqualTo("1");
        assertThat(other.delivery().roomSid()).isEqualTo("RM_b");
        assertThat(queue.take(0)).isEmpty();

        write(first, Progress.RETRYING, 1, 500);
        write(other, Progress.DELIVERED, 1, 0);
        assertThat(queue.take(499)).isEmpty();
        assertThat(queue.wakeAtMillis()).isEqualTo(500);
        write(take(500), Progress.DELIVERED, 2, 0);
        assertThat(take(500).delivery().subject()).isEqualTo("2");
    }

    @Test
    void aWebhookThatHangsTakesItsOwnPlacesOnly() {
        queue.open(LANE);
        for (int room = 0; room < 5; room++) {
            plan("dead", "RM_" + room, "1");
            plan("well", "RM_" + room, "1");
        }
        List<Pending> taken = new ArrayList<>();
        for (Optional<Pending> due = queue.take(0); due.isPresent(); due = queue.take(0)) {
            taken.add(due.get());
        }
        assertThat(taken)
                .extracting(one -> one.delivery().webhook())
                .containsExactlyInAnyOrder("dead", "dead", "well", "well");

        taken.stream().filter(one -> one.delivery().webhook().equals("well")).forEach(one -> {
            write(one, Progress.DELIVERED, 1, 0);
        });
        assertThat(take(0).delivery().webhook()).isEqualTo("well");
    }

    @Test
    void theJournalIsNeededFromTheOldestThatIsOwed() {
        queue.open(LANE);
        queue.appliedTo(LANE, 40);
        assertThat(queue.neededFrom(LANE)).isEqualTo(40);

        queue.apply(LANE, 40, planned("hook", "RM_a", "1"));
        queue.apply(LANE, 41, planned("hook", "RM_b", "1"));
        assertThat(queue.neededFrom(LANE)).isEqualTo(40);
        Pending first = take(0);
        queue.apply(LANE, 42, entry(first, Progress.RETRYING, 1, 9));
        assertThat(queue.neededFrom(LANE)).as("its first record holds the body").isEqualTo(40);
        queue.apply(LANE, 43, entry(first, Progress.GIVEN_UP, 2, 0));
        assertThat(queue.neededFrom(LANE)).isEqualTo(41);
    }

    @Test
    void whatRepeatsIsKnown() {
        queue.open(LANE);
        Entry planned = planned("hook", "RM_a", "1");
        queue.apply(LANE, 0, planned);
        Pending one = take(0);
        queue.apply(LANE, 1, entry(one, Progress.DELIVERED, 1, 0));
        queue.apply(LANE, 2, planned);
        queue.apply(LANE, 3, entry(one, Progress.RETRYING, 1, 0));

        assertThat(queue.knows(LANE, planned.id())).isTrue();
        assertThat(queue.knows(LANE, "msg_other")).isFalse();
        assertThat(queue.owed()).isZero();
    }

    @Test
    void aPartitionThatWentIsNotTriedAnyMore() {
        queue.open(LANE);
        plan("hook", "RM_a", "1");
        Pending underWay = take(0);
        plan("hook", "RM_b", "1");
        queue.close(LANE);

        assertThat(underWay.settled()).isTrue();
        assertThat(queue.take(0)).isEmpty();
        assertThat(queue.owedTo("hook")).isZero();
        queue.release(underWay);
        assertThat(queue.wakeAtMillis()).isEqualTo(Long.MAX_VALUE);
    }

    /** At any time, reading the journal from where it is needed gives the same owed deliveries in the same order. */
    @Property(tries = 100)
    void aNewOwnerKnowsAllThatIsOwed(@ForAll long seed) {
        Random random = new Random(seed);
        queue = new DeliveryQueue(2);
        journal.clear();
        queue.open(LANE);
        List<Pending> underWay = new ArrayList<>();
        Map<String, String> lastEnded = new HashMap<>();
        Set<String> ended = new HashSet<>();
        for (int step = 0; step < 60; step++) {
            int what = random.nextInt(3);
            if (what == 0) {
                plan("hook" + random.nextInt(2), "RM_" + random.nextInt(3), String.format("%03d", step));
            } else if (what == 1) {
                queue.take(Long.MAX_VALUE - 1).ifPresent(underWay::add);
            } else if (!underWay.isEmpty()) {
                Pending one = underWay.remove(random.nextInt(underWay.size()));
                boolean end = random.nextBoolean();
                write(one, end ? Progress.DELIVERED : Progress.RETRYING, one.attempts() + 1, step);
                if (end) {
                    String line = one.delivery().webhook() + one.delivery().roomSid();
                    assertThat(ended.add(one.delivery().id())).isTrue();
                    assertThat(lastEnded.getOrDefault(line, ""))
                            .isLessThan(one.delivery().subject());
                    lastEnded.put(line, one.delivery().subject());
                }
            }
        }

        DeliveryQueue successor = new DeliveryQueue(2);
        successor.open(LANE);
        for (int offset = (int) queue.neededFrom(LANE); offset < journal.size(); offset++) {
            successor.apply(LANE, offset, journal.get(offset));
        }
        assertThat(drain(successor)).isEqualTo(owed()).hasSize(queue.owed());
    }

    private List<String> owed() {
        DeliveryQueue whole = new DeliveryQueue(2);
        whole.open(LANE);
        for (int offset = 0; offset < journal.size(); offset++) {
            whole.apply(LANE, offset, journal.get(offset));
        }
        return drain(whole);
    }

    private static List<String> drain(DeliveryQueue all) {
        List<String> order = new ArrayList<>();
        long offset = 1_000_000;
        for (Optional<Pending> next = all.take(Long.MAX_VALUE - 1); next.isPresent(); ) {
            Pending one = next.get();
            order.add(one.delivery().id() + " " + one.attempts());
            all.release(one);
            all.apply(LANE, offset++, entry(one, Progress.DELIVERED, one.attempts() + 1, 0));
            next = all.take(Long.MAX_VALUE - 1);
        }
        return order.stream().sorted().toList();
    }

    private Pending take(long now) {
        return queue.take(now).orElseThrow();
    }

    private void plan(String webhook, String room, String subject) {
        append(planned(webhook, room, subject));
    }

    private void write(Pending pending, Progress progress, int attempts, long next) {
        queue.release(pending);
        append(entry(pending, progress, attempts, next));
    }

    private void append(Entry entry) {
        journal.add(entry);
        queue.apply(LANE, journal.size() - 1, entry);
    }

    private static Entry planned(String webhook, String room, String subject) {
        String id = Delivery.id(webhook, "transcript.sealed", room + "/" + subject);
        return new Entry(
                id, Progress.RETRYING, 0, 0, 0, new Delivery(id, webhook, "transcript.sealed", room, subject, "{}"));
    }

    private static Entry entry(Pending pending, Progress progress, int attempts, long next) {
        return new Entry(pending.delivery().id(), progress, attempts, 0, next, null);
    }
}
