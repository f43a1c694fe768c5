package io.voxlog.stt.adapter.kafka;

import io.voxlog.stt.session.TrackCommit;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The PCM of the rooms of one partition, read by assignment outside of any group and given to a session for each track.
 * Confined to one thread.
 */
interface PcmSource extends AutoCloseable {
    /** Reads what these rooms need, and no longer what nobody needs. */
    void want(Collection<RoomWork> rooms);

    /** Looks, now and then, for what is wanted and not read yet. May block for a few requests. */
    void look();

    /** Whether there is nothing to poll. */
    boolean isEmpty();

    /** Hands new records to their sessions; waits for some at most this long. */
    void poll(Duration wait);

    /** Lets sessions retry and reading pause or go on. */
    void tick();

    /** What the tracks have to store now. */
    List<TrackCommit> due();

    /** The offsets to commit together with these commits: of each partition the lowest that any of its tracks needs. */
    Map<TopicPartition, OffsetAndMetadata> offsetsAfter(List<TrackCommit> commits);

    /** These commits and their offsets are stored. */
    void stored(List<TrackCommit> commits);

    /** Audio read of which the engine has not spoken yet, of the track furthest behind. */
    double behindSeconds();

    @Override
    void close();
}
