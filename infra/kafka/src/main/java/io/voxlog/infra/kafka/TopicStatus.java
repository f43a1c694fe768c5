package io.voxlog.infra.kafka;

import java.util.List;

/**
 * A topic of the plan, and how it was found.
 *
 * @param planned how it ought to be
 * @param state how it was found
 * @param drift settings that differ, by name; empty for a missing topic
 */
public record TopicStatus(PlannedTopic planned, State state, List<Drift> drift) {
    /** What became of a topic. */
    public enum State {
        /** It is not there. */
        MISSING,
        /** It was not there and was made just now. */
        CREATED,
        /** It was there already. */
        PRESENT
    }

    public TopicStatus {
        drift = List.copyOf(drift);
    }
}
