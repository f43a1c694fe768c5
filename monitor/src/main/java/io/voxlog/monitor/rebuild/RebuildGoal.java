package io.voxlog.monitor.rebuild;

import io.voxlog.monitor.projection.Projection.Claim;
import io.voxlog.monitor.projection.Projection.Source;
import java.util.Map;

/**
 * What a rebuild has to reach.
 *
 * @param ends offset after the last committed record of each partition when the rebuild began
 */
public record RebuildGoal(Map<Source, Long> ends) {
    public RebuildGoal {
        ends = Map.copyOf(ends);
    }

    /**
     * How far it is.
     *
     * @param done offsets passed
     * @param total offsets to pass
     */
    public record Progress(long done, long total) {
        /** Whether all is projected that was on the log when the rebuild began. */
        public boolean complete() {
            return done == total;
        }
    }

    /** The progress that these claims show. */
    public Progress progress(Map<Source, Claim> claims) {
        long done = 0;
        long total = 0;
        for (Map.Entry<Source, Long> end : ends.entrySet()) {
            Claim claim = claims.get(end.getKey());
            total += end.getValue();
            done += claim == null ? 0 : Math.min(claim.nextOffset(), end.getValue());
        }
        return new Progress(done, total);
    }
}
