package io.voxlog.monitor.adapter.kafka;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.voxlog.monitor.projection.Projection.Claim;
import io.voxlog.monitor.projection.Projection.Source;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition from its assignment to its loss. Between a claim and its loss it is open: its records are read from where
 * the claim says. What is marked so belongs to the poll thread; the rest may be used from any.
 */
final class OwnedPartition {
    private final TopicPartition partition;
    private volatile Promise<Claim> claiming = Promise.promise();
    private volatile @Nullable Claim claim;
    private volatile boolean gone;
    private volatile long projected = -1;
    private volatile long committed = -1;
    private Future<Void> last = Future.succeededFuture();

    OwnedPartition(TopicPartition partition) {
        this.partition = partition;
    }

    TopicPartition partition() {
        return partition;
    }

    Source source() {
        return new Source(partition.topic(), partition.partition());
    }

    /** The claim under which rows may be written; null while there is none. */
    @Nullable
    Claim claim() {
        return claim;
    }

    /** Completes when the partition is open; fails when it goes before. */
    Future<Claim> opened() {
        return claiming.future();
    }

    /** Records are read from the claim's offset, or from before it. On the poll thread. */
    void open(Claim taken) {
        claim = taken;
        claiming.tryComplete(taken);
    }

    /** The claim is another's; records read up to now are of no use. On the poll thread. */
    void close() {
        claim = null;
        claiming = Promise.promise();
        if (gone) {
            leave();
        }
    }

    /** The partition is ours no more; whatever is under way for it ends without another attempt. */
    void leave() {
        gone = true;
        claiming.tryFail(new IllegalStateException(partition + " went to another member"));
    }

    boolean gone() {
        return gone;
    }

    /** The write that the next one has to wait for. On the poll thread. */
    Future<Void> last() {
        return last;
    }

    /** On the poll thread. */
    void last(Future<Void> write) {
        last = write.otherwiseEmpty();
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
