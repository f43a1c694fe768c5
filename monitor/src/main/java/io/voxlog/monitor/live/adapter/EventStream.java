package io.voxlog.monitor.live.adapter;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.voxlog.monitor.live.LiveEvent;
import io.voxlog.monitor.live.Outbox;
import io.voxlog.monitor.live.Place;
import io.voxlog.monitor.live.Position;
import io.voxlog.monitor.live.Subscriber;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's stream of server-sent events. Events that stand on the log carry the position after them as id. What
 * the subscriber does not take in time waits in a bounded queue; when that is full the connection is closed, and the
 * subscriber comes back with the id of the last event it got. One context only.
 */
final class EventStream implements Subscriber {
    private static final int RETRY_MILLIS = 1_000;
    private static final int SOCKET_QUEUE_BYTES = 64 * 1_024;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Outbox outbox;
    private final Set<String> types;
    private final Runnable onDropped;
    /** What need not be delivered any more. */
    private Position received;

    /** What the subscriber has got; behind {@link #received} while something waits. */
    private Position sent;

    private @Nullable Promise<Void> drained;
    private Consumer<EventStream> onEnd = stream -> {};
    private boolean ended;

    /** @param types of the events that are wanted */
    EventStream(HttpServerRequest request, Position position, int queue, Set<String> types, Runnable onDropped) {
        this.request = request;
        this.response = request.response();
        this.received = position;
        this.sent = position;
        this.outbox = new Outbox(queue);
        this.types = types;
        this.onDropped = onDropped;
    }

    /**
     * Sends the head of the answer and the first event. A subscriber that has already left ends the stream at once:
     * Vert.x calls no close handler that is set after the close.
     *
     * @param begin whether the first event tells where the stream begins, for a subscriber that gets no other
     */
    void open(boolean begin, Consumer<EventStream> whenEnded) {
        onEnd = whenEnded;
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .setWriteQueueMaxSize(SOCKET_QUEUE_BYTES)
                .drainHandler(ready -> pump());
        response.closeHandler(closed -> end());
        response.exceptionHandler(fault -> end());
        if (response.closed()) {
            end();
            return;
        }
        String id = begin ? "\nid: " + sent : "";
        write("retry: " + RETRY_MILLIS + id + "\nevent: ready\ndata: {}\n\n");
    }

    /** Nothing was delivered yet, and what comes is from here on, further back. */
    void rewind(Position start) {
        received = start;
        sent = start;
    }

    boolean ended() {
        return ended;
    }

    /** Everything before this was read for the subscriber. */
    void passed(Position reached) {
        reached.next().forEach((place, offset) -> received = received.forward(place, offset));
    }

    /** What was delivered before is not sent again. */
    @Override
    public void deliver(LiveEvent event) {
        Place place = event.place();
        if (ended || (place != null && event.offset() < received.at(place))) {
            return;
        }
        if (!types.contains(event.type())) {
            return;
        }
        if (!outbox.offer(event)) {
            onDropped.run();
            close();
            return;
        }
        if (place != null) {
            received = received.forward(place, event.offset() + 1);
        }
        pump();
    }

    /** Keeps the connection, and the id, alive. */
    void beat(Position reached) {
        if (!ended && outbox.size() == 0 && !response.writeQueueFull()) {
            passed(reached);
            sent = received;
            write("id: " + sent + "\n\n");
        }
    }

    /** Completes when nothing waits any more. */
    Future<Void> drained() {
        if (ended || outbox.size() == 0) {
            return Future.succeededFuture();
        }
        Promise<Void> waiting = Promise.promise();
        drained = waiting;
        return waiting.future();
    }

    /**
     * Ends the stream, whatever still waits. A peer that does not read keeps its connection a little longer, which
     * costs the socket's buffer.
     */
    void close() {
        end();
        response.reset();
        request.connection().close();
    }

    private void end() {
        if (!ended) {
            ended = true;
            outbox.clear();
            settle();
            onEnd.accept(this);
        }
    }

    private void pump() {
        while (!ended && !response.writeQueueFull()) {
            LiveEvent event = outbox.poll();
            if (event == null) {
                settle();
                return;
            }
            write(frame(event));
        }
    }

    /** A write that fails ends the stream, which may be before this returns. */
    private void write(String text) {
        response.write(text).onFailure(fault -> end());
    }

    private String frame(LiveEvent event) {
        Place place = event.place();
        String id = "";
        if (place != null) {
            sent = sent.forward(place, event.offset() + 1);
            id = "id: " + sent + "\n";
        }
        return id + "event: " + event.type() + "\ndata: " + event.data() + "\n\n";
    }

    private void settle() {
        Promise<Void> waiting = drained;
        drained = null;
        if (waiting != null) {
            waiting.tryComplete();
        }
    }
}
