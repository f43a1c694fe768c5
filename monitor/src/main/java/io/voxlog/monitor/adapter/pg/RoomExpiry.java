package io.voxlog.monitor.adapter.pg;

import io.vertx.core.Vertx;
import io.voxlog.monitor.projection.Projection;
import io.voxlog.runtime.LogKey;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the rows of rooms that closed longer ago than they are to be kept. Looks once soon after its start and then
 * every so often; several monitors may do it at the same time.
 */
public final class RoomExpiry {
    private static final Logger log = LoggerFactory.getLogger(RoomExpiry.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Vertx vertx;
    private final Clock clock;
    private final Projection projection;
    private final Duration retention;
    private long timer = -1;

    /** The rows of the projection go when their room has been closed for longer than the retention. */
    public RoomExpiry(Vertx vertx, Clock clock, Projection projection, Duration retention) {
        this.vertx = vertx;
        this.clock = clock;
        this.projection = projection;
        this.retention = retention;
    }

    public void start() {
        timer = vertx.setPeriodic(FIRST.toMillis(), EVERY.toMillis(), tick -> expire());
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void expire() {
        projection.expire(clock.instant().minus(retention)).whenComplete((rooms, fault) -> {
            if (fault != null) {
                log.atWarn()
                        .setMessage("old rooms not removed, trying again later")
                        .addKeyValue(LogKey.ERROR, fault.getMessage())
                        .log();
            } else if (rooms > 0) {
                log.atInfo()
                        .setMessage("old rooms removed")
                        .addKeyValue("rooms", rooms)
                        .log();
            }
        });
    }
}
