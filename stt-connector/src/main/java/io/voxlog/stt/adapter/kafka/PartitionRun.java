package io.voxlog.stt.adapter.kafka;

import io.voxlog.stt.session.SessionContext;
import io.voxlog.stt.session.TrackCommit;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The work of one partition of {@code rooms} from one look at the log to the next failure: first the former owner is
 * fenced, then checkpoints are read, then audio. Confined to the thread of its {@link PartitionWorker}; only the
 * mailbox is reached from others.
 */
final class PartitionRun implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(10);

    private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private final RecordLane lane;
    private final PcmSource pcm;
    private final Checkpoints checkpoints;
    private final SttMeters meters;
    private final int partition;

    private PartitionRun(RecordLane lane, PartitionParts parts, int partition) {
        this.lane = lane;
        this.meters = parts.meters();
        this.partition = partition;
        lane.open();
        try (var consumer = parts.clients().checkpoints(partition)) {
            checkpoints = new Checkpoints(CheckpointLog.read(consumer, partition));
        }
        SessionContext context = new SessionContext(
                parts.engine(), parts.settings(), parts.log(), mailbox::add, parts.nanoTime(), parts.random());
        pcm = switch (parts.layout()) {
            case PARTICIPANT -> new PcmTopics(parts.clients().pcm(partition), parts.positions(), checkpoints, context);
            case SHARED ->
                new SharedPcmTopic(partition, parts.clients().pcm(partition), parts.positions(), checkpoints, context);
        };
    }

    static PartitionRun open(PartitionParts parts, int partition) {
        RecordLane lane =
                new RecordLane(parts.clients().records(partition), parts.records(), parts.membership()::metadata);
        try {
            return new PartitionRun(lane, parts, partition);
        } catch (RuntimeException e) {
            lane.close();
            throw e;
        }
    }

    /** The rooms that have work; others are left alone. */
    void want(Collection<RoomWork> rooms) {
        pcm.want(rooms);
    }

    /** One round: what engines say, new audio, what is due. */
    void turn() {
        pcm.look();
        if (pcm.isEmpty()) {
            awaitMail();
        } else {
            pcm.poll(WAIT);
        }
        for (Runnable mail = mailbox.poll(); mail != null; mail = mailbox.poll()) {
            mail.run();
        }
        pcm.tick();
        store();
        meters.behind(partition, pcm.behindSeconds());
    }

    /** Stores what the engines have given so far. */
    void store() {
        List<TrackCommit> commits = pcm.due();
        if (commits.isEmpty()) {
            return;
        }
        lane.store(commits, pcm.offsetsAfter(commits));
        pcm.stored(commits);
        commits.forEach(checkpoints::stored);
        meters.stored(
                commits.stream().mapToInt(commit -> commit.finals().size()).sum(), (int) commits.stream()
                        .filter(commit -> commit.checkpoint().finished())
                        .count());
    }

    @Override
    public void close() {
        meters.left(partition);
        pcm.close();
        lane.close();
    }

    private void awaitMail() {
        try {
            Runnable mail = mailbox.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (mail != null) {
                mail.run();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
