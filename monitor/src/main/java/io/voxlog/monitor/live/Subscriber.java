package io.voxlog.monitor.live;

/** Somebody who listens. */
public interface Subscriber {
    /** Must not fail. */
    void deliver(LiveEvent event);
}
