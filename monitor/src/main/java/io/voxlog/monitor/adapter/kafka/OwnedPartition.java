package io.voxlog.monitor.adapter.kafka;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.voxlog.monitor.projection.Projection.Claim;
import io.voxlog.monitor.projection.Projection.Source;
import org.apache.kafka.common.TopicPartition;

/** A partition from its assignment to its loss. Written on the projector's context, read on the poll thread too. */
final class OwnedPartition {
    private final TopicPartition partition;
    private final Promise<Claim> claimed = Promise.promise();
    private volatile boolean gone;
    private volatile long projected = -1;
    private volatile long committed = -1;

    OwnedPartition(TopicPartition partition) {
        this.partition = partition;
    }

    TopicPartition partition() {
        return partition;
    }

    Source source() {
        return new Source(partition.topic(), partition.partition());
    }

    /** Completes when the partition may be written. */
    Future<Claim> claim() {
        return claimed.future();
    }

    void claimed(Claim claim) {
        claimed.tryComplete(claim);
    }

    /** The partition is ours no more; whatever is under way for it ends without another attempt. */
    void leave() {
        gone = true;
        claimed.tryFail(new IllegalStateException(partition + " went to another member"));
    }

    boolean gone() {
        return gone;
    }

    void projectedTo(long nextOffset) {
        projected = nextOffset;
    }

    void committedTo(long nextOffset) {
        committed = nextOffset;
    }

    /** The offset to commit; whatever is before it has its rows. */
    long projected() {
        return projected;
    }

    boolean hasNews() {
        return projected >= 0 && projected != committed;
    }
}
