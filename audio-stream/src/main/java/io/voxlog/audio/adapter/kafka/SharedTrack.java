package io.voxlog.audio.adapter.kafka;

import io.voxlog.audio.room.TrackRef;
import io.voxlog.audio.track.FrameKind;
import io.voxlog.audio.track.PcmFrame;
import io.voxlog.audio.track.TrackTail;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A track in the topic that all share: where it stops, and where in the log that stands. Used by one thread. */
final class SharedTrack {
    private static final long NOT_OVER = Long.MAX_VALUE;

    private final PcmTrack records;
    private boolean written;
    private long endTicks;
    private long epoch = -1;
    private boolean ended;
    private String identity = "";
    private Sends.Written lastWritten = Sends.NOTHING;
    private long overAt = NOT_OVER;

    private SharedTrack(TrackRef track, int partition) {
        this.records = PcmTrack.shared(track, partition);
    }

    /** A track of which nothing is written. */
    static SharedTrack begun(TrackRef track, int partition) {
        return new SharedTrack(track, partition);
    }

    /** A track whose last record was found. */
    static SharedTrack found(TrackRef track, int partition, SharedTails.Found found) {
        SharedTrack known = new SharedTrack(track, partition);
        known.written = true;
        known.endTicks = found.tail().endTicks();
        known.epoch = found.tail().epoch();
        known.ended = found.tail().ended();
        known.identity = found.tail().identity();
        known.lastWritten = () -> OptionalLong.of(found.offset());
        known.overAt = known.ended ? found.sourceOffset() : NOT_OVER;
        return known;
    }

    /**
     * The record of the track's next frame; it holds the frame's own array.
     *
     * @param batch in which it will be sent
     */
    ProducerRecord<byte[], byte[]> record(String participantIdentity, PcmFrame frame, Sends.Written batch) {
        written = true;
        endTicks = frame.endTicks();
        epoch = frame.epoch();
        ended = frame.kind() == FrameKind.END;
        identity = participantIdentity;
        lastWritten = batch;
        overAt = ended ? frame.sourceOffset() : NOT_OVER;
        return records.record(participantIdentity, frame);
    }

    /** Nothing is written of it after this source offset. */
    void overAt(long sourceOffset) {
        overAt = Math.min(overAt, sourceOffset);
    }

    /** Whether nobody who reads on from this source offset can meet it. */
    boolean overBefore(long sourceOffset) {
        return overAt < sourceOffset;
    }

    TrackTail tail() {
        return written ? new TrackTail(true, endTicks, epoch, ended, identity) : TrackTail.NONE;
    }

    /** The batch with its last record. */
    Sends.Written lastWritten() {
        return lastWritten;
    }
}
