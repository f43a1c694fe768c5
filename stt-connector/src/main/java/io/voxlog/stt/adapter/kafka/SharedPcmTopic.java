package io.voxlog.stt.adapter.kafka;

import io.voxlog.runtime.LogKey;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.Topics;
import io.voxlog.stt.session.SessionContext;
import io.voxlog.stt.session.TrackCommit;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partition of the PCM topic that all share, with the rooms of the partition of {@code rooms} of the same number.
 * Audio may be met before its room's state: then the place is remembered, held in what is committed, and read again
 * once the room is wanted. Confined to one thread.
 */
final class SharedPcmTopic implements PcmSource {
    private static final Logger LOG = LoggerFactory.getLogger(SharedPcmTopic.class);
    private static final long TIDY_NANOS = Duration.ofMinutes(1).toNanos();

    private final Consumer<String, byte[]> consumer;
    private final PcmPositions positions;
    private final Checkpoints checkpoints;
    private final SessionContext context;
    private final TopicPartition partition;
    private final List<TopicPartition> assignment;
    private final Map<String, RoomWork> rooms = new HashMap<>();
    /** Offset of the first record of an unfinished track, by room that is not wanted, or not yet. */
    private final Map<String, Long> unclaimed = new HashMap<>();

    private final SharedSessions sessions;
    private boolean assigned;
    private boolean paused;
    private long tidyAtNanos;

    /** @param consumer owned and closed by this */
    SharedPcmTopic(
            int partition,
            Consumer<String, byte[]> consumer,
            PcmPositions positions,
            Checkpoints checkpoints,
            SessionContext context) {
        this.consumer = consumer;
        this.positions = positions;
        this.checkpoints = checkpoints;
        this.context = context;
        this.partition = new TopicPartition(Topics.AUDIO_PCM.name(), partition);
        this.assignment = List.of(this.partition);
        this.sessions = new SharedSessions(checkpoints, context);
    }

    @Override
    public void want(Collection<RoomWork> wanted) {
        Set<String> active = wanted.stream().map(RoomWork::roomSid).collect(Collectors.toSet());
        rooms.keySet().retainAll(active);
        sessions.retain(active);
        long from = Long.MAX_VALUE;
        for (RoomWork room : wanted) {
            if (rooms.put(room.roomSid(), room) == null) {
                sessions.await(room.roomSid());
                Long first = unclaimed.remove(room.roomSid());
                from = first == null ? from : Math.min(from, first);
            }
        }
        if (from != Long.MAX_VALUE) {
            goBackTo(from);
        }
    }

    @Override
    public void look() {
        long now = context.nanoTime().getAsLong();
        if (!assigned && !rooms.isEmpty()) {
            OptionalLong committed = positions.committed(partition);
            consumer.assign(assignment);
            committed.ifPresentOrElse(
                    offset -> consumer.seek(partition, offset), () -> consumer.seekToBeginning(assignment));
            sessions.startAt(committed.orElse(0));
            assigned = true;
            tidyAtNanos = now + TIDY_NANOS;
            LOG.atInfo()
                    .setMessage("shared pcm assigned")
                    .addKeyValue(LogKey.PARTITION, partition.partition())
                    .addKeyValue(LogKey.OFFSET, committed.orElse(0))
                    .log();
        } else if (assigned && now - tidyAtNanos > 0) {
            tidyAtNanos = now + TIDY_NANOS;
            forgetExpired();
        }
    }

    @Override
    public boolean isEmpty() {
        return !assigned;
    }

    @Override
    public void poll(Duration wait) {
        List<ConsumerRecord<String, byte[]>> records;
        try {
            records = consumer.poll(wait).records(partition);
        } catch (InvalidOffsetException e) {
            consumer.seekToBeginning(e.partitions());
            return;
        }
        for (ConsumerRecord<String, byte[]> record : records) {
            if (!take(record)) {
                LOG.atWarn()
                        .setMessage("committed offset is after the checkpoint, reading from the start")
                        .addKeyValue(LogKey.TOPIC, record.topic())
                        .addKeyValue(LogKey.OFFSET, record.offset())
                        .log();
                consumer.seekToBeginning(assignment);
                return;
            }
        }
    }

    @Override
    public void tick() {
        sessions.tick().ifPresent(this::goBackTo);
        boolean pause = sessions.pause(paused);
        if (assigned && pause != paused) {
            paused = pause;
            if (pause) {
                consumer.pause(assignment);
            } else {
                consumer.resume(assignment);
            }
        }
    }

    @Override
    public List<TrackCommit> due() {
        return sessions.due();
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> offsetsAfter(List<TrackCommit> commits) {
        long lowest = sessions.offsetAfter(commits, consumer.position(partition));
        for (long first : unclaimed.values()) {
            lowest = Math.min(lowest, first);
        }
        return Map.of(partition, new OffsetAndMetadata(lowest));
    }

    @Override
    public void stored(List<TrackCommit> commits) {
        sessions.stored(commits);
    }

    @Override
    public double behindSeconds() {
        return sessions.behindSeconds();
    }

    @Override
    public void close() {
        sessions.close();
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    /** False if audio before it is needed that this reading has not met. */
    private boolean take(ConsumerRecord<String, byte[]> record) {
        String key = record.key() == null ? "" : record.key();
        if (sessions.has(key)) {
            return sessions.take(record, true);
        }
        String roomSid = Keys.room(key);
        if (key.length() > roomSid.length() && checkpoints.finished(roomSid, key.substring(roomSid.length() + 1))) {
            return true;
        }
        RoomWork room = rooms.get(roomSid);
        if (room == null) {
            unclaimed.putIfAbsent(roomSid, record.offset());
            return true;
        }
        return sessions.take(record, room.transcribed());
    }

    private void goBackTo(long offset) {
        if (assigned && offset < consumer.position(partition)) {
            consumer.seek(partition, offset);
        }
    }

    /** A room that was never wanted while its audio was kept will not be heard. */
    private void forgetExpired() {
        if (!unclaimed.isEmpty()) {
            long start = consumer.beginningOffsets(assignment).getOrDefault(partition, 0L);
            unclaimed.values().removeIf(first -> first < start);
        }
    }
}
