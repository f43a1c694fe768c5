package io.voxlog.monitor.live.adapter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.voxlog.monitor.live.LiveHub;
import io.voxlog.monitor.live.LiveLimits;
import io.voxlog.monitor.live.Place;
import io.voxlog.monitor.live.Position;
import io.voxlog.monitor.live.Subscription;
import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.RoleContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscribers of a process. A subscriber that comes back is first given what it missed, read from the log by a
 * consumer of its own; it joins the others in the moment in which nothing lies between. One context only.
 */
public final class LiveStreams {
    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final int READERS = 2;
    private static final Duration DRAIN_BOUND = Duration.ofSeconds(30);

    private final RoleContext role;
    private final LiveFeed feed;
    private final LiveLimits limits;
    private final WorkerExecutor workers;
    private final Counter dropped;
    private final Map<EventStream, String> streams = new LinkedHashMap<>();
    private final long timer;
    private int resuming;

    public LiveStreams(RoleContext role, LiveFeed feed, LiveLimits limits) {
        this.role = role;
        this.feed = feed;
        this.limits = limits;
        this.workers = role.vertx().createSharedWorkerExecutor("voxlog-live-resume", READERS);
        this.dropped = role.meters().counter("voxlog.monitor.live.dropped");
        Gauge.builder("voxlog.monitor.live.subscribers", streams, Map::size).register(role.meters());
        this.timer = role.vertx().setPeriodic(limits.heartbeat().toMillis(), tick -> beat());
    }

    /** Whether a room is on the log and not yet over for good. */
    public boolean knows(String room) {
        return feed.knows(room);
    }

    /**
     * Answers a request with a stream; the connection stays open.
     *
     * @return fails with {@link LiveBusyException} before anything is sent
     */
    public Future<Void> subscribe(HttpServerRequest request, Subscription wanted) {
        String room = wanted.room();
        Position now = scoped(room);
        Position start = wanted.after().map(position -> known(position, now)).orElse(now);
        boolean joins = !wanted.replays() && start.reaches(now);
        if (streams.size() >= limits.subscribers()) {
            return Future.failedFuture(new LiveBusyException("there are as many subscribers as allowed"));
        } else if (!joins && resuming >= limits.resuming()) {
            return Future.failedFuture(new LiveBusyException("too many subscribers are reading back right now"));
        }
        EventStream stream = new EventStream(request, start, limits.queue(), wanted.types(), () -> dropped(room));
        streams.put(stream, room);
        stream.open(!wanted.replays(), ended -> {
            streams.remove(ended);
            feed.hub().remove(room, ended);
        });
        if (stream.ended()) {
            return Future.succeededFuture();
        }
        if (joins) {
            stream.passed(now);
            feed.hub().add(room, stream);
            return Future.succeededFuture();
        }
        return readBack(stream, wanted, start);
    }

    private Future<Void> readBack(EventStream stream, Subscription wanted, Position start) {
        LogReader reader = new LogReader(role, workers, feed.records());
        resuming++;
        Future<Position> opened = wanted.replays()
                ? reader.open(start, role.clock().instant().minus(wanted.replay()))
                        .onSuccess(stream::rewind)
                : reader.open(start);
        return opened.compose(position -> catchUp(stream, wanted.room(), reader, position))
                .eventually(() -> {
                    resuming--;
                    return reader.close();
                })
                .onFailure(fault -> failed(stream, wanted.room(), fault))
                .otherwiseEmpty();
    }

    /** Ends all streams; subscribers come back to another process. */
    public Future<Void> close() {
        role.vertx().cancelTimer(timer);
        List<EventStream> open = new ArrayList<>(streams.keySet());
        open.forEach(EventStream::close);
        return workers.close();
    }

    /** Chunk by chunk, at the subscriber's pace, until the reader is where the shared one is. */
    private Future<Void> catchUp(EventStream stream, String room, LogReader reader, Position reached) {
        if (stream.ended()) {
            return Future.succeededFuture();
        }
        if (reached.reaches(scoped(room))) {
            stream.passed(reached);
            feed.hub().add(room, stream);
            return Future.succeededFuture();
        }
        return reader.next().compose(chunk -> {
            chunk.events().stream()
                    .filter(event -> room.equals(LiveHub.ALL) || room.equals(event.room()))
                    .forEach(stream::deliver);
            stream.passed(chunk.reached());
            return stream.drained()
                    .timeout(DRAIN_BOUND.toSeconds(), TimeUnit.SECONDS)
                    .compose(drained -> catchUp(stream, room, reader, chunk.reached()));
        });
    }

    /** The places a subscriber follows, and how far they have been read for all. */
    private Position scoped(String room) {
        Position all = feed.hub().position();
        return room.equals(LiveHub.ALL) ? all : all.in(feed.partitionOf(room));
    }

    /** A position of a subscriber, for the places there are; where it names none, it begins with what comes next. */
    private static Position known(Position given, Position now) {
        Map<Place, Long> next = new LinkedHashMap<>(now.next());
        next.replaceAll((place, offset) -> given.next().getOrDefault(place, offset));
        return new Position(next);
    }

    private void beat() {
        // Streams that end at this leave the map meanwhile.
        new LinkedHashMap<>(streams).forEach((stream, room) -> {
            if (feed.hub().has(room, stream)) {
                stream.beat(scoped(room));
            }
        });
    }

    private void dropped(String room) {
        dropped.increment();
        log.atInfo()
                .setMessage("subscriber dropped, it does not take what it is sent")
                .addKeyValue(LogKey.ROOM_SID, room)
                .log();
    }

    private void failed(EventStream stream, String room, Throwable fault) {
        log.atWarn()
                .setMessage("subscriber could not be given what it missed")
                .addKeyValue(LogKey.ROOM_SID, room)
                .addKeyValue(LogKey.ERROR, String.valueOf(fault))
                .log();
        stream.close();
    }
}
