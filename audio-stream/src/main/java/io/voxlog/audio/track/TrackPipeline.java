package io.voxlog.audio.track;

import io.voxlog.media.MediaTime;
import io.voxlog.media.jitter.JitterBuffer;
import io.voxlog.media.jitter.Placement;
import io.voxlog.media.jitter.Timeline;
import java.util.OptionalLong;

/**
 * Makes the PCM of one track from its records, taken in log order. A pure function of these records and of where the
 * PCM stopped when it was made: the same records give the same frames. Not thread-safe.
 */
public final class TrackPipeline {
    private static final int USUAL_PACKET_TICKS = 20 * MediaTime.TICKS_PER_MILLI;
    private static final long NO_OFFSET = Long.MAX_VALUE;

    private final EpochCuts cuts = new EpochCuts();
    private final PreRoll preRoll = new PreRoll();
    private final Timeline timeline = new Timeline(FrameWriter.SAMPLE_RATE_HZ);
    private final JitterBuffer<AudioPacket> buffer;
    private final FrameWriter writer;
    private long openedOffset = NO_OFFSET;
    private boolean ended;

    /**
     * @param tail what is written of the track already; only what follows it will be written
     * @param jitterTicks how long, in media time, a missing packet is waited for
     */
    public TrackPipeline(TrackTail tail, PacketDecoder decoder, long jitterTicks, FrameSink sink) {
        this.buffer = new JitterBuffer<>(jitterTicks);
        this.writer = new FrameWriter(decoder, sink, tail.epoch());
        this.ended = tail.ended();
        if (tail.written()) {
            timeline.startAt(tail.endTicks());
            buffer.completeUntil(tail.endTicks());
            cuts.seen(tail.epoch(), tail.endTicks());
        }
    }

    /**
     * The track's audio begins, or goes on. Its position is the track's anchor, not that of the epoch's audio: it sets
     * no cut.
     */
    public void opened(long startTicks, long offset) {
        buffer.completeUntil(startTicks);
        if (!timeline.started() && openedOffset == NO_OFFSET) {
            openedOffset = offset;
        }
    }

    public void packet(AudioPacket packet) {
        if (ended) {
            return;
        }
        seen(packet.epoch(), packet.positionTicks());
        if (!cuts.drops(packet.epoch(), packet.positionTicks())) {
            buffer.add(packet);
            playReady();
        }
    }

    public void progress(Progress progress) {
        if (ended) {
            return;
        }
        seen(progress.epoch(), progress.fromTicks());
        if (cuts.drops(progress.epoch(), progress.fromTicks())) {
            return;
        }
        long until = Math.min(progress.toTicks(), cuts.cutOf(progress.epoch()));
        playBefore(until);
        writer.from(progress.epoch(), progress.offset());
        if (!timeline.started()) {
            timeline.startAt(progress.fromTicks());
        }
        if (!progress.gap()) {
            concealTo(progress.fromTicks());
        }
        fillTo(until);
        buffer.completeUntil(until);
        playReady();
    }

    /** The track has ended at this position; does nothing if a newer epoch has spoken on the track. */
    public void close(long epoch, long endTicks, long offset) {
        if (ended || cuts.isStale(epoch)) {
            return;
        }
        seen(epoch, endTicks);
        playBefore(Long.MAX_VALUE);
        writer.from(epoch, offset);
        if (timeline.started()) {
            fillTo(endTicks);
        } else {
            timeline.startAt(endTicks);
        }
        writer.end(timeline.endTicks());
        ended = true;
    }

    /** Ends the track where its audio stops. */
    public void closeAtEnd(long epoch, long offset) {
        playBefore(Long.MAX_VALUE);
        close(epoch, timeline.endTicks(), offset);
    }

    public boolean ended() {
        return ended;
    }

    /** Packets so far that could not be decoded and were concealed. */
    public long malformed() {
        return writer.malformed();
    }

    /** The newest epoch that stands in the output, -1 if nothing was written. */
    public long writtenEpoch() {
        return writer.writtenEpoch();
    }

    /** The lowest offset of livekit.audio that a successor has to read again; empty if it needs none. */
    public OptionalLong lowestNeededOffset() {
        if (ended) {
            return OptionalLong.empty();
        }
        long lowest = Math.min(openedOffset, preRoll.lowestOffset().orElse(NO_OFFSET));
        if (!buffer.isEmpty()) {
            lowest = Math.min(lowest, lowestWaiting());
        }
        return lowest == NO_OFFSET ? OptionalLong.empty() : OptionalLong.of(lowest);
    }

    private long lowestWaiting() {
        long[] lowest = {NO_OFFSET};
        buffer.forEach(packet -> lowest[0] = Math.min(lowest[0], packet.offset()));
        return lowest[0];
    }

    private void seen(long epoch, long positionTicks) {
        if (cuts.seen(epoch, positionTicks)) {
            buffer.removeIf(held -> cuts.drops(held.epoch(), held.positionTicks()));
        }
    }

    private void playReady() {
        for (AudioPacket next = buffer.poll(); next != null; next = buffer.poll()) {
            play(next);
        }
    }

    private void playBefore(long positionTicks) {
        for (AudioPacket next = buffer.pollBefore(positionTicks);
                next != null;
                next = buffer.pollBefore(positionTicks)) {
            play(next);
        }
    }

    private void play(AudioPacket packet) {
        int ticks = packet.durationTicks();
        Placement placed = timeline.place(packet.positionTicks(), ticks, buffer.lostBefore());
        if (placed.covered()) {
            writer.runUp(packet.payload());
        } else {
            writer.from(packet.epoch(), packet.offset());
            writer.concealed(placed.startTicks(), placed.concealTicks());
            writer.nothing(placed.startTicks() + placed.concealTicks(), placed.silenceTicks());
            writer.audio(placed.audioTicks(), packet.payload(), ticks, placed.skipTicks());
            openedOffset = NO_OFFSET;
        }
        preRoll.played(packet.offset(), packet.positionTicks() + ticks);
        preRoll.forgetBefore(timeline.endTicks());
    }

    /** Between the last packet and a silence nothing should lie; where something does, packets were lost. */
    private void concealTo(long positionTicks) {
        long start = timeline.endTicks();
        long missing = positionTicks - start;
        if (timeline.followsAudio()
                && missing > Timeline.toleranceTicks(USUAL_PACKET_TICKS)
                && missing <= Timeline.MAX_CONCEALED_TICKS) {
            writer.concealed(start, timeline.extendTo(positionTicks));
        }
    }

    private void fillTo(long positionTicks) {
        long start = timeline.endTicks();
        long length = timeline.extendTo(positionTicks);
        if (length > 0) {
            writer.nothing(start, length);
            openedOffset = NO_OFFSET;
            preRoll.forgetBefore(timeline.endTicks());
        }
    }
}
