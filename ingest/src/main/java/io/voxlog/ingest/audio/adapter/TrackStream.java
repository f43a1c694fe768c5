package io.voxlog.ingest.audio.adapter;

import io.voxlog.ingest.audio.AudioFrame;
import io.voxlog.ingest.audio.AudioRefusal;
import io.voxlog.ingest.audio.AudioRefusedException;
import io.voxlog.ingest.audio.AudioRequest;
import io.voxlog.ingest.audio.AudioStep;
import io.voxlog.ingest.audio.RoomAudio;
import io.voxlog.ingest.audio.TrackAudio;
import io.voxlog.ingest.audio.TrackCursor;
import io.voxlog.ingest.metric.Counters;
import io.voxlog.media.MediaFormatException;
import io.voxlog.media.MediaTime;
import io.voxlog.media.opus.OpusLayout;
import io.voxlog.schemas.Topics;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The audio of one connection on its way to the log, with at most a window of it unacknowledged. Every record carries
 * the newest epoch known; when that changes, TrackOpened says so first. Confined to the verticle's context.
 */
final class TrackStream {
    static final int ACK_EVERY_MILLIS = 20;
    private static final long CLOSE_CHECK_MILLIS = 100;

    private final AudioEdge edge;
    private final AudioSocket socket;
    private final AudioRecords records;
    private final TrackCursor cursor;
    private final boolean silenceByArrival;
    private long epoch;
    private int inFlight;
    private int bytesInFlight;
    private long ackedSequence = -1;
    private long ackedCapture;
    private boolean ackDue;
    private AudioRequest.@Nullable Close closing;
    private long lastWriteNanos;
    private long lastFrameNanos;
    private long endAtLastFrame;

    TrackStream(AudioEdge edge, AudioSocket socket, AudioRecords records, TrackCursor cursor, AudioRequest.Open open) {
        this.edge = edge;
        this.socket = socket;
        this.records = records;
        this.cursor = cursor;
        this.silenceByArrival = open.silenceByArrival();
        this.epoch = edge.log().find(records.roomSid()).map(RoomAudio::epoch).orElse(RoomAudio.NO_EPOCH);
        this.lastWriteNanos = edge.nanoTime().getAsLong();
        frameSeen();
    }

    /** Records of this connection that the broker has not acknowledged. */
    int inFlight() {
        return inFlight;
    }

    void frame(byte[] bytes) {
        requireOpen();
        AudioFrame frame = AudioFrame.decode(bytes);
        int duration = duration(frame.opus());
        AudioStep step = cursor.packet(frame.sequence(), frame.captureTicks(), duration);
        if (step instanceof AudioStep.Packet packet) {
            keepUp();
            if (packet.lostFrom() >= 0) {
                write(new AudioStep.Progress(true, packet.lostFrom(), packet.position(), frame.sequence()));
            }
            edge.counters().count(Counters.AUDIO_PACKETS);
            append(
                    records.packet(epoch, frame, packet.position(), duration, arrivalMicros()),
                    frame.opus().length,
                    frame.sequence(),
                    cursor.endCaptureTicks());
        } else {
            if (step instanceof AudioStep.Late) {
                edge.counters().count(Counters.AUDIO_LATE);
            }
            repeated(frame.sequence());
        }
        frameSeen();
    }

    void request(AudioRequest request) {
        requireOpen();
        if (request instanceof AudioRequest.Silence silence) {
            progress(cursor.silence(silence.toTicks()));
        } else if (request instanceof AudioRequest.Gap gap) {
            progress(cursor.gap(gap));
        } else if (request instanceof AudioRequest.Close close) {
            // Checks its time before anything is written.
            cursor.closedAt(close);
            closing = close;
            writeEnd(close);
        } else {
            throw new AudioRefusedException(AudioRefusal.BAD_MESSAGE, "the track is open already");
        }
        frameSeen();
    }

    void tick(long nowNanos) {
        if (closing != null) {
            return;
        }
        keepUp();
        if (silenceByArrival) {
            long lag = edge.settings().arrivalLag().toNanos();
            long silentNanos = nowNanos - lastFrameNanos - lag;
            long every = edge.settings().progressEvery().toNanos();
            if (silentNanos >= every) {
                progress(cursor.silentUntil(
                        endAtLastFrame + silentNanos / every * every * MediaTime.TICKS_PER_MILLI / 1_000_000));
            }
        }
        if (nowNanos - lastWriteNanos >= edge.settings().heartbeat().toNanos()) {
            write(cursor.standing());
        }
    }

    private static int duration(byte[] opus) {
        try {
            return OpusLayout.parse(opus).durationTicks();
        } catch (MediaFormatException e) {
            throw new AudioRefusedException(AudioRefusal.INVALID_OPUS, String.valueOf(e.getMessage()));
        }
    }

    private void requireOpen() {
        if (closing != null) {
            throw new AudioRefusedException(AudioRefusal.BAD_MESSAGE, "nothing may follow close");
        }
    }

    private void progress(AudioStep step) {
        if (step instanceof AudioStep.Progress progress) {
            keepUp();
            write(progress);
        } else {
            repeated(cursor.nextSequence() - 1);
        }
    }

    private void write(AudioStep.Progress step) {
        append(records.progress(epoch, step), 0, step.nextSequence() - 1, step.to() - records.startTicks());
    }

    /** Follows what others write about this track: a newer epoch, an end, another connection elsewhere. */
    private void keepUp() {
        RoomAudio room = edge.log().find(records.roomSid()).orElse(null);
        if (room == null) {
            return;
        }
        if (room.closed()) {
            throw new AudioRefusedException(AudioRefusal.ROOM_CLOSED, "the room was closed");
        }
        TrackAudio track = room.track(records.trackSid()).orElse(null);
        if (track != null && track.closed()) {
            throw new AudioRefusedException(AudioRefusal.TRACK_CLOSED, "the track was closed by the room's owner");
        }
        if (track != null && track.nextSequence() > cursor.nextSequence()) {
            throw new AudioRefusedException(AudioRefusal.TAKEN_OVER, "another process takes this track's audio");
        }
        if (room.epoch() > epoch) {
            epoch = room.epoch();
            append(records.opened(epoch), 0, ackedSequence, ackedCapture);
        }
    }

    private void append(SpecificRecord value, int bytes, long sequence, long capture) {
        inFlight++;
        bytesInFlight += bytes;
        lastWriteNanos = edge.nanoTime().getAsLong();
        edge.writer()
                .append(Topics.LIVEKIT_AUDIO, records.roomSid(), value)
                .whenComplete((offset, fault) -> edge.onContext(() -> stored(bytes, sequence, capture, fault)));
        if (inFlight >= edge.settings().windowPackets()
                || bytesInFlight >= edge.settings().windowBytes()) {
            socket.pause();
        }
    }

    /** One producer writes one partition in order, so what comes before an acknowledged record is stored too. */
    private void stored(int bytes, long sequence, long capture, @Nullable Throwable fault) {
        inFlight--;
        bytesInFlight -= bytes;
        if (fault != null) {
            socket.refuse(AudioRefusal.NOT_STORED, "Kafka did not take the audio");
        } else {
            ackedSequence = Math.max(ackedSequence, sequence);
            ackedCapture = Math.max(ackedCapture, capture);
            ackSoon();
        }
        if (inFlight <= edge.settings().windowPackets() / 2
                && bytesInFlight <= edge.settings().windowBytes() / 2) {
            socket.resume();
        }
        socket.drained();
    }

    /** Nothing to write. Acknowledged at once if nothing is under way, else with what is. */
    private void repeated(long sequence) {
        if (inFlight == 0) {
            ackedSequence = Math.max(ackedSequence, sequence);
            ackedCapture = Math.max(ackedCapture, cursor.endCaptureTicks());
            ackSoon();
        }
    }

    private void ackSoon() {
        if (!ackDue) {
            ackDue = true;
            edge.vertx().setTimer(ACK_EVERY_MILLIS, timer -> {
                ackDue = false;
                if (closing == null || inFlight > 0) {
                    socket.send(AudioJson.ack(ackedSequence, ackedCapture));
                }
            });
        }
    }

    /**
     * Writes the end and confirms it when the log shows it to count: an end under an epoch that had just become old is
     * ignored by all readers, and is written again.
     */
    private void writeEnd(AudioRequest.Close close) {
        try {
            keepUp();
        } catch (AudioRefusedException already) {
            socket.refuse(already.refusal(), String.valueOf(already.getMessage()));
            return;
        }
        append(records.closed(epoch, cursor.closedAt(close)), 0, cursor.nextSequence() - 1, cursor.endCaptureTicks());
        confirmEnd(close);
    }

    private void confirmEnd(AudioRequest.Close close) {
        edge.vertx().setTimer(CLOSE_CHECK_MILLIS / 5, timer -> {
            if (socket.over()) {
                return;
            }
            RoomAudio room = edge.log().find(records.roomSid()).orElse(null);
            TrackAudio track =
                    room == null ? null : room.track(records.trackSid()).orElse(null);
            if (track != null && track.closed()) {
                socket.finish(AudioJson.closed(track.endTicks() - track.startTicks()));
            } else if (room != null && room.epoch() > epoch && inFlight == 0) {
                writeEnd(close);
            } else {
                confirmEnd(close);
            }
        });
    }

    private void frameSeen() {
        lastFrameNanos = edge.nanoTime().getAsLong();
        endAtLastFrame = cursor.endTicks();
    }

    private long arrivalMicros() {
        Instant now = edge.clock().instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
