package io.voxlog.stt.adapter.kafka;

import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.PollLoop;
import io.voxlog.schemas.RoomState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rooms of our partitions and runs a worker for each partition that has an active one. A partition is read
 * from its start to the end it had when it became ours before anything is done. Confined to the poll thread.
 */
final class RoomsHandler implements PollLoop.Handler<String, SpecificRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(RoomsHandler.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Function<TopicPartition, PartitionWorker> workers;
    private final java.util.function.Consumer<Throwable> onFailure;
    private final Map<TopicPartition, Owned> owned = new HashMap<>();
    private boolean closing;
    private volatile Set<String> active = Set.of();

    /**
     * @param workers makes a worker, not started
     * @param onFailure told if the poll loop ends by a fault
     */
    RoomsHandler(Function<TopicPartition, PartitionWorker> workers, java.util.function.Consumer<Throwable> onFailure) {
        this.workers = workers;
        this.onFailure = onFailure;
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions, Consumer<String, SpecificRecord> consumer) {
        for (TopicPartition partition : partitions) {
            drop(partition);
            if (!closing) {
                owned.put(partition, new Owned());
            }
        }
        consumer.seekToBeginning(partitions);
        report("partitions assigned", partitions);
    }

    @Override
    public void revoked(Collection<TopicPartition> partitions, Consumer<String, SpecificRecord> consumer) {
        partitions.forEach(this::drop);
        noteActive();
        report("partitions revoked", partitions);
    }

    @Override
    public void lost(Collection<TopicPartition> partitions) {
        partitions.forEach(this::drop);
        noteActive();
        report("partitions lost", partitions);
    }

    @Override
    public void records(TopicPartition partition, List<ConsumerRecord<String, SpecificRecord>> records, Runnable done) {
        Owned ours = owned.get(partition);
        if (ours != null) {
            for (ConsumerRecord<String, SpecificRecord> record : records) {
                ours.take(RoomWork.of(record.key(), (RoomState) record.value()));
            }
            ours.act(partition);
            noteActive();
        }
        done.run();
    }

    @Override
    public void polled(Consumer<String, SpecificRecord> consumer) {
        owned.forEach((partition, ours) -> {
            if (!ours.complete && ours.reached(partition, consumer)) {
                ours.act(partition);
            }
        });
    }

    @Override
    public void failed(Throwable cause) {
        stopWorkers(false);
        onFailure.accept(cause);
    }

    /** Sids of the rooms of our partitions that have work; from any thread. */
    Set<String> activeRooms() {
        return active;
    }

    /** Ends all workers; none is started from now on. */
    List<PartitionWorker> stopWorkers(boolean store) {
        closing = true;
        List<PartitionWorker> stopping = new ArrayList<>();
        for (Owned ours : owned.values()) {
            if (ours.worker != null) {
                ours.worker.stop(store);
                stopping.add(ours.worker);
            }
        }
        owned.clear();
        noteActive();
        return stopping;
    }

    private void noteActive() {
        active = owned.values().stream()
                .flatMap(ours -> ours.rooms.keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private void drop(TopicPartition partition) {
        Owned ours = owned.remove(partition);
        if (ours != null && ours.worker != null) {
            ours.worker.stop(false);
        }
    }

    private void report(String what, Collection<TopicPartition> partitions) {
        LOG.atInfo()
                .setMessage(what)
                .addKeyValue(
                        LogKey.PARTITION,
                        partitions.stream()
                                .map(TopicPartition::partition)
                                .sorted()
                                .toList())
                .addKeyValue("owned", owned.size())
                .addKeyValue(
                        "activeRooms",
                        owned.values().stream().mapToInt(it -> it.rooms.size()).sum())
                .log();
    }

    /** A partition that is ours. */
    private final class Owned {
        /** Active rooms only. */
        private final Map<String, RoomWork> rooms = new HashMap<>();

        private @Nullable PartitionWorker worker;
        private @Nullable Long end;
        private boolean complete;

        void take(RoomWork work) {
            boolean known = rooms.containsKey(work.roomSid());
            if (work.active()) {
                rooms.put(work.roomSid(), work);
            } else {
                rooms.remove(work.roomSid());
            }
            if (worker != null && (known || work.active())) {
                worker.room(work);
            }
        }

        /** Whether everything that stood in the partition when it became ours has been read. */
        boolean reached(TopicPartition partition, Consumer<String, SpecificRecord> consumer) {
            try {
                Long until = end;
                if (until == null) {
                    until = consumer.endOffsets(List.of(partition), LOOK).get(partition);
                    end = until;
                }
                complete = until != null && consumer.position(partition, LOOK) >= until;
            } catch (TimeoutException e) {
                LOG.atWarn()
                        .setMessage("end of rooms not known yet")
                        .addKeyValue(LogKey.PARTITION, partition.partition())
                        .log();
            }
            return complete;
        }

        /** Starts a worker once there is work, and ends it when there is none. */
        void act(TopicPartition partition) {
            PartitionWorker current = worker;
            if (complete && current == null && !rooms.isEmpty()) {
                PartitionWorker started = workers.apply(partition);
                rooms.values().forEach(started::room);
                started.start();
                worker = started;
            } else if (current != null && rooms.isEmpty()) {
                current.stop(false);
                worker = null;
            }
        }
    }
}
