package io.voxlog.ingest.audio.adapter;

import io.voxlog.ingest.audio.AudioFrame;
import io.voxlog.ingest.audio.AudioRefusal;
import io.voxlog.ingest.audio.AudioRefusedException;
import io.voxlog.ingest.audio.AudioRequest;
import io.voxlog.ingest.audio.AudioStep;
import io.voxlog.ingest.audio.RoomAudio;
import io.voxlog.ingest.audio.TrackAudio;
import io.voxlog.ingest.audio.TrackCursor;
import io.voxlog.ingest.audio.TrackInput;
import io.voxlog.ingest.metric.Counters;
import io.voxlog.ingest.pcm.EncodedPacket;
import io.voxlog.media.MediaFormatException;
import io.voxlog.media.MediaTime;
import io.voxlog.media.opus.OpusLayout;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The Opus packets of one connection and the time between them, as records. Every record carries the newest epoch
 * known; when that changes, TrackOpened says so first. Packets come from the source, or from a {@link PcmStream}.
 * Confined to the verticle's context.
 */
final class TrackStream implements SourceStream {
    private static final long CLOSE_CHECK_MILLIS = 20;

    private final AudioEdge edge;
    private final AudioSocket socket;
    private final AudioRecords records;
    private final TrackCursor cursor;
    private final Outbox outbox;
    private final boolean silenceByArrival;
    private final boolean encodedHere;
    private long epoch;
    /** The source's next frame; of packets encoded here not the cursor's, which counts packets. */
    private long sourceNext;

    private AudioRequest.@Nullable Close closing;
    private long lastWriteNanos;
    private long lastFrameNanos;
    private long endAtLastFrame;

    /** @param live the source cannot wait */
    TrackStream(AudioEdge edge, AudioSocket socket, AudioRecords records, TrackCursor cursor, boolean live) {
        this.edge = edge;
        this.socket = socket;
        this.records = records;
        this.cursor = cursor;
        this.outbox = new Outbox(edge, socket, records, live);
        this.encodedHere = records.track().input() != TrackInput.OPUS;
        this.silenceByArrival = live && !encodedHere;
        this.sourceNext = records.track().nextSequence();
        this.epoch = edge.log().find(records.roomSid()).map(RoomAudio::epoch).orElse(RoomAudio.NO_EPOCH);
        this.lastWriteNanos = edge.nanoTime().getAsLong();
        frameSeen();
    }

    @Override
    public int inFlight() {
        return outbox.inFlight();
    }

    @Override
    public void frame(byte[] bytes) {
        requireOpen();
        AudioFrame frame = AudioFrame.decode(bytes);
        int duration = duration(frame.payload());
        AudioStep step = cursor.packet(frame.sequence(), frame.captureTicks(), duration);
        long before = sourceNext;
        sourceNext = cursor.nextSequence();
        if (step instanceof AudioStep.Packet packet) {
            packet(packet, frame, duration, before);
        } else {
            if (step instanceof AudioStep.Late) {
                edge.counters().count(Counters.AUDIO_LATE);
            }
            outbox.repeated(frame.sequence(), cursor.endCaptureTicks());
        }
        frameSeen();
    }

    @Override
    public void request(AudioRequest request) {
        requireOpen();
        if (request instanceof AudioRequest.Silence silence) {
            progress(cursor.silence(silence.toTicks()));
        } else if (request instanceof AudioRequest.Gap gap) {
            progress(cursor.gap(gap));
        } else if (request instanceof AudioRequest.Close close) {
            // Checks its time before anything is written.
            cursor.closedAt(close);
            closing = close;
            outbox.closing();
            writeEnd(close);
        } else {
            throw new AudioRefusedException(AudioRefusal.BAD_MESSAGE, "the track is open already");
        }
        frameSeen();
    }

    @Override
    public void tick(long nowNanos) {
        if (closing != null) {
            return;
        }
        keepUp();
        if (silenceByArrival && !backlogged()) {
            long lag = edge.settings().arrivalLag().toNanos();
            long silentNanos = nowNanos - lastFrameNanos - lag;
            long every = edge.settings().progressEvery().toNanos();
            if (silentNanos >= every) {
                progress(cursor.absentUntil(
                        false, endAtLastFrame + silentNanos / every * every * MediaTime.TICKS_PER_MILLI / 1_000_000));
            }
        }
        if (nowNanos - lastWriteNanos >= edge.settings().heartbeat().toNanos()) {
            write(cursor.standing(), sourceNext);
        }
    }

    /** The log takes less than the source sends. */
    boolean backlogged() {
        return outbox.backlogged();
    }

    /** Position of capture time zero. */
    long startTicks() {
        return records.startTicks();
    }

    /** A packet that was encoded here. */
    void encoded(EncodedPacket encoded) {
        AudioFrame frame = new AudioFrame(cursor.nextSequence(), encoded.captureTicks(), encoded.opus());
        AudioStep step = cursor.packet(frame.sequence(), frame.captureTicks(), EncodedPacket.TICKS);
        long before = sourceNext;
        sourceNext = Math.max(sourceNext, encoded.nextSequence());
        if (step instanceof AudioStep.Packet packet) {
            packet(packet, frame, EncodedPacket.TICKS, before);
        }
    }

    /** No packet is encoded for the time before this capture time; the source's frames go on at a sequence. */
    void absent(boolean lost, long toCaptureTicks, long nextSequence) {
        sourceNext = Math.max(sourceNext, nextSequence);
        progress(cursor.absentUntil(lost, records.startTicks() + toCaptureTicks));
    }

    /** The source repeats what was accepted before: tells it what is stored of that. */
    void repeated() {
        outbox.repeated(sourceNext - 1, cursor.endCaptureTicks());
    }

    /** @param before the source's next frame before this packet */
    private void packet(AudioStep.Packet packet, AudioFrame frame, int duration, long before) {
        keepUp();
        if (packet.lostFrom() >= 0) {
            write(new AudioStep.Progress(true, packet.lostFrom(), packet.position(), before), before);
        }
        edge.counters().count(Counters.AUDIO_PACKETS);
        append(
                records.packet(
                        epoch, frame, packet.position(), duration, arrivalMicros(), encodedHere ? sourceNext : null),
                frame.payload().length,
                packet.position(),
                packet.position() + duration,
                sourceNext);
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
        if (!encodedHere) {
            sourceNext = cursor.nextSequence();
        }
        if (step instanceof AudioStep.Progress progress) {
            keepUp();
            write(progress, sourceNext);
        } else {
            repeated();
        }
    }

    private void write(AudioStep.Progress step, long next) {
        AudioStep.Progress declared = new AudioStep.Progress(step.lost(), step.from(), step.to(), next);
        append(records.progress(epoch, declared), 0, step.from(), step.to(), next);
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
        long stored = track == null ? 0 : encodedHere ? track.nextPacket() : track.nextSequence();
        if (stored > cursor.nextSequence()) {
            throw new AudioRefusedException(AudioRefusal.TAKEN_OVER, "another process takes this track's audio");
        }
        if (room.epoch() > epoch) {
            epoch = room.epoch();
            outbox.append(new Outbox.Outgoing(records.opened(epoch), epoch, 0, -1, 0));
        }
    }

    private void append(SpecificRecord value, int bytes, long from, long to, long next) {
        lastWriteNanos = edge.nanoTime().getAsLong();
        outbox.append(new Outbox.Outgoing(value, epoch, bytes, next - 1, to - records.startTicks()), from, to);
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
        outbox.append(new Outbox.Outgoing(
                records.closed(epoch, cursor.closedAt(close)), epoch, 0, sourceNext - 1, cursor.endCaptureTicks()));
        confirmEnd(close);
    }

    private void confirmEnd(AudioRequest.Close close) {
        edge.vertx().setTimer(CLOSE_CHECK_MILLIS, timer -> {
            if (socket.over()) {
                return;
            }
            RoomAudio room = edge.log().find(records.roomSid()).orElse(null);
            TrackAudio track =
                    room == null ? null : room.track(records.trackSid()).orElse(null);
            if (track != null && track.closed()) {
                socket.finish(AudioJson.closed(track.endTicks() - track.startTicks()));
            } else if (room != null && room.epoch() > epoch && outbox.inFlight() == 0) {
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
