package io.voxlog.monitor.projection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Where changes go. Stages fail with the cause; the same call may then be made again. */
public interface Projection {
    /** A partition of the log. */
    record Source(String topic, int partition) {}

    /**
     * The right to project a partition, and from where.
     *
     * @param generation greater than that of every earlier owner, whose writes are refused from now on
     * @param nextOffset the offset after the last one projected; 0 if none is
     */
    record Claim(Source source, long generation, long nextOffset) {}

    /** A newer owner has claimed the partition. Trying again is useless. */
    final class SupersededException extends IllegalStateException {
        public SupersededException(Source source) {
            super("another process projects " + source.topic() + "-" + source.partition() + " by now");
        }
    }

    /** Brings the tables up to date. */
    CompletionStage<Void> prepare();

    /** Takes a partition over. */
    CompletionStage<Claim> claim(Source source);

    /**
     * Applies changes in their order and notes the progress, all or nothing.
     *
     * @param nextOffset the offset after the last record that the changes are made from
     */
    CompletionStage<Void> apply(Claim claim, List<Change> changes, long nextOffset);

    /** Every partition as it stands: who may write, and how far it is. */
    CompletionStage<Map<Source, Claim>> claims();

    /** Takes every row away and every partition back to its beginning; all claims so far are superseded. */
    CompletionStage<Void> empty();

    /** Number of rows by table, in a fixed order. */
    CompletionStage<Map<String, Long>> counts();

    /**
     * Removes the rooms that closed before a time, with all that was said and done in them.
     *
     * @return how many rooms went
     */
    CompletionStage<Integer> expire(Instant closedBefore);

    /** Gives connections back. */
    CompletionStage<Void> close();
}
