package io.voxlog.ingest.audio.adapter;

import io.voxlog.ingest.audio.AudioRefusal;
import io.voxlog.ingest.audio.AudioStep;
import io.voxlog.ingest.audio.Backlog;
import io.voxlog.ingest.log.adapter.LogWriter;
import io.voxlog.ingest.metric.Counters;
import io.voxlog.media.MediaTime;
import io.voxlog.schemas.Topics;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of one connection on their way to the log, in order, with at most a window of them unacknowledged. Beyond it
 * a source that can wait is read no further; what a live source sends waits here, and the oldest of it is dropped and
 * declared lost when too much waits. A record that is not stored is the last: what followed it would stand behind a
 * hole that no source fills. Confined to the verticle's context.
 */
final class Outbox {
    /** Five packets a message; a source has its window, seconds of packets, to go on with meanwhile. */
    static final int ACK_EVERY_MILLIS = 100;

    private final AudioEdge edge;
    private final AudioSocket socket;
    private final AudioRecords records;
    private final boolean live;
    private final Backlog<Outgoing> backlog;
    private final LogWriter.Lane lane;
    private int inFlight;
    private int bytesInFlight;
    private long ackedSequence = -1;
    private long ackedCapture;
    private boolean ackDue;
    private boolean closing;
    private boolean failed;

    /**
     * A record, and what the source may forget once it is stored.
     *
     * @param bytes of audio in it
     * @param sequence of the source's last frame that is stored with it
     * @param capture everything before it is stored with it
     */
    record Outgoing(SpecificRecord value, long epoch, int bytes, long sequence, long capture) {}

    /** @param live the source cannot wait */
    Outbox(AudioEdge edge, AudioSocket socket, AudioRecords records, boolean live) {
        this.edge = edge;
        this.socket = socket;
        this.records = records;
        this.live = live;
        this.lane = edge.writer().lane();
        this.backlog = new Backlog<>(edge.settings().live().buffer().toMillis() * MediaTime.TICKS_PER_MILLI);
    }

    /** Records that the broker has not acknowledged. */
    int inFlight() {
        return inFlight + backlog.size();
    }

    /** Something waits here: silence can be declared later, and is not to push audio out. */
    boolean backlogged() {
        return !backlog.isEmpty();
    }

    /** No acknowledgements are sent any more once everything is stored: the last word is another message. */
    void closing() {
        closing = true;
    }

    /** A record without audio of its own. */
    void append(Outgoing outgoing) {
        append(outgoing, 0, 0);
    }

    /** A record that tells of the audio between two positions. */
    void append(Outgoing outgoing, long from, long to) {
        if (failed) {
            return;
        }
        if (!live || (backlog.isEmpty() && !full())) {
            send(outgoing);
            return;
        }
        int dropped = backlog.add(new Backlog.Entry<>(outgoing, from, to));
        if (dropped > 0) {
            edge.counters().count(Counters.AUDIO_DROPPED, dropped);
        }
    }

    /** There is nothing to write. Acknowledged at once if nothing is under way, else with what is. */
    void repeated(long sequence, long capture) {
        if (inFlight() == 0) {
            acknowledge(sequence, capture);
        }
    }

    private boolean full() {
        return inFlight >= edge.settings().windowPackets()
                || bytesInFlight >= edge.settings().windowBytes();
    }

    private void send(Outgoing outgoing) {
        inFlight++;
        bytesInFlight += outgoing.bytes();
        lane.append(Topics.LIVEKIT_AUDIO, records.roomSid(), outgoing.value())
                .whenComplete((offset, fault) -> edge.onContext(() -> stored(outgoing, fault)));
        if (!live && full()) {
            socket.pause(AudioSocket.Pause.WINDOW);
        }
    }

    /** One producer writes one partition in order, so what comes before an acknowledged record is stored too. */
    private void stored(Outgoing outgoing, @Nullable Throwable fault) {
        inFlight--;
        bytesInFlight -= outgoing.bytes();
        if (fault != null) {
            fail();
        } else if (!failed) {
            acknowledge(outgoing.sequence(), outgoing.capture());
        }
        while (!backlog.isEmpty() && !full()) {
            sendOldest();
        }
        if (inFlight <= edge.settings().windowPackets() / 2
                && bytesInFlight <= edge.settings().windowBytes() / 2) {
            socket.resume(AudioSocket.Pause.WINDOW);
        }
        socket.drained();
    }

    private void fail() {
        failed = true;
        edge.counters().count(Counters.AUDIO_DROPPED, backlog.clear());
        socket.refuse(AudioRefusal.NOT_STORED, "Kafka did not take the audio");
    }

    private void sendOldest() {
        Optional<Backlog.Lost<Outgoing>> lost = backlog.takeLost();
        if (lost.isPresent()) {
            Backlog.Lost<Outgoing> range = lost.get();
            Outgoing last = range.last();
            edge.counters()
                    .count(Counters.AUDIO_DROPPED_MILLIS, (range.to() - range.from()) / MediaTime.TICKS_PER_MILLI);
            AudioStep.Progress gap = new AudioStep.Progress(true, range.from(), range.to(), last.sequence() + 1);
            send(new Outgoing(records.progress(last.epoch(), gap), last.epoch(), 0, last.sequence(), last.capture()));
            return;
        }
        Backlog.Entry<Outgoing> oldest = backlog.poll();
        if (oldest != null) {
            send(oldest.value());
        }
    }

    private void acknowledge(long sequence, long capture) {
        ackedSequence = Math.max(ackedSequence, sequence);
        ackedCapture = Math.max(ackedCapture, capture);
        if (!ackDue) {
            ackDue = true;
            edge.vertx().setTimer(ACK_EVERY_MILLIS, timer -> {
                ackDue = false;
                if (!closing || inFlight() > 0) {
                    socket.send(AudioJson.ack(ackedSequence, ackedCapture));
                }
            });
        }
    }
}
