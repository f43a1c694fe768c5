package io.voxlog.ingest.audio.adapter;

import io.voxlog.ingest.audio.AudioFrame;
import io.voxlog.ingest.audio.AudioRefusal;
import io.voxlog.ingest.audio.AudioRefusedException;
import io.voxlog.ingest.audio.AudioRequest;
import io.voxlog.ingest.audio.PcmCursor;
import io.voxlog.ingest.audio.PcmStep;
import io.voxlog.ingest.metric.Counters;
import io.voxlog.ingest.pcm.EncodedPacket;
import io.voxlog.ingest.pcm.PcmFormat;
import io.voxlog.ingest.pcm.PcmPackets;
import io.voxlog.media.MediaTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The raw samples of one connection: checked on the verticle's context, encoded on the encoders' threads in order, and
 * handed to a {@link TrackStream} on the context again. A frame is acknowledged when packets on the log hold it to its
 * end. Confined to the verticle's context; the encoder is used by one thread at a time.
 */
final class PcmStream implements SourceStream {
    private static final Logger log = LoggerFactory.getLogger(PcmStream.class);
    /** Jobs of one turn on an encoder's thread: other tracks want one too. */
    private static final int MAX_BATCH = 8;
    /** Frames that wait for the encoder before a source that can wait is read no further. */
    private static final int MAX_WAITING = 64;

    private final AudioEdge edge;
    private final AudioSocket socket;
    private final TrackStream track;
    private final PcmCursor cursor;
    private final PcmFormat format;
    private final PcmPackets packets;
    private final boolean live;
    private final Deque<Job> jobs = new ArrayDeque<>();
    private long waitingTicks;
    private boolean busy;
    private boolean closing;
    private Duration lag;
    private long lastFrameNanos;
    private long endAtLastFrame;

    /**
     * A message on its way through the encoder.
     *
     * @param encode gives packets, on an encoder's thread
     * @param then runs on the context after the packets went to the track
     * @param ticks of audio in it
     */
    private record Job(Supplier<List<EncodedPacket>> encode, Runnable then, long ticks) {}

    /** @param live the source cannot wait, and is silent without a word */
    PcmStream(AudioEdge edge, AudioSocket socket, TrackStream track, PcmCursor cursor, PcmFormat format, boolean live) {
        this.edge = edge;
        this.socket = socket;
        this.track = track;
        this.cursor = cursor;
        this.format = format;
        this.packets = new PcmPackets(format, OpusPacketEncoder::new, cursor.nextSequence());
        this.live = live;
        this.lag = edge.settings().arrivalLag();
        frameSeen();
    }

    @Override
    public int inFlight() {
        return track.inFlight() + jobs.size() + (busy ? 1 : 0);
    }

    /** Position of capture time zero. */
    long startTicks() {
        return track.startTicks();
    }

    /** The source is gone and will not repeat what is not stored: a last packet holds it. */
    void finish() {
        closing = true;
        submit(new Job(packets::end, () -> {}, 0));
    }

    /** The sequence of the next frame. */
    long nextSequence() {
        return cursor.nextSequence();
    }

    /** Silence of a live source is declared this far behind arrival from now on. */
    void silentAfter(Duration newLag) {
        lag = newLag;
    }

    @Override
    public void frame(byte[] bytes) {
        AudioFrame frame = AudioFrame.decode(bytes, format);
        samples(frame.sequence(), frame.captureTicks(), frame.payload());
    }

    /** Takes a frame of whole samples; the array is not to be changed any more. */
    void samples(long sequence, long captureTicks, byte[] payload) {
        requireOpen();
        int count = payload.length / format.frameBytes();
        PcmStep step = cursor.frame(sequence, captureTicks, count);
        if (step instanceof PcmStep.Samples taken) {
            edge.counters().count(Counters.AUDIO_SAMPLE_FRAMES);
            long next = cursor.nextSequence();
            int from = taken.skipSamples() * format.frameBytes();
            submit(new Job(
                    () -> packets.add(next, taken.captureTicks(), payload, from), () -> {}, format.ticks(count)));
        } else if (step instanceof PcmStep.Late) {
            edge.counters().count(Counters.AUDIO_LATE);
        } else {
            track.repeated();
        }
        frameSeen();
    }

    @Override
    public void request(AudioRequest request) {
        requireOpen();
        if (request instanceof AudioRequest.Silence silence) {
            pause(cursor.silence(silence.toTicks()));
        } else if (request instanceof AudioRequest.Gap gap) {
            pause(cursor.gap(gap));
        } else if (request instanceof AudioRequest.Close close) {
            AudioRequest.Close at = new AudioRequest.Close(java.util.OptionalLong.of(cursor.closedAt(close)));
            closing = true;
            submit(new Job(packets::end, () -> track.request(at), 0));
        } else {
            throw new AudioRefusedException(AudioRefusal.BAD_MESSAGE, "the track is open already");
        }
        frameSeen();
    }

    @Override
    public void tick(long nowNanos) {
        if (closing) {
            return;
        }
        track.tick(nowNanos);
        long every = edge.settings().progressEvery().toNanos();
        long silentNanos = nowNanos - lastFrameNanos - lag.toNanos();
        if (live && silentNanos >= every && !track.backlogged()) {
            long to = endAtLastFrame + silentNanos / every * every * MediaTime.TICKS_PER_MILLI / 1_000_000;
            pause(cursor.silence(Math.min(to, AudioFrame.MAX_CAPTURE_TICKS)));
        }
    }

    private void pause(PcmStep step) {
        if (!(step instanceof PcmStep.Pause pause)) {
            track.repeated();
            return;
        }
        Runnable declare =
                pause.bridged() ? () -> {} : () -> track.absent(pause.lost(), pause.toTicks(), pause.nextSequence());
        submit(new Job(() -> packets.skip(pause.nextSequence(), pause.toTicks()), declare, 0));
    }

    private void submit(Job job) {
        jobs.add(job);
        waitingTicks += job.ticks();
        if (live) {
            dropOldest();
        } else if (jobs.size() >= MAX_WAITING) {
            socket.pause(AudioSocket.Pause.ENCODING);
        }
        run();
    }

    /**
     * The encoders do not keep up: what a live source said longest ago is left out. The hole shows in the positions.
     */
    private void dropOldest() {
        long most = edge.settings().live().buffer().toMillis() * MediaTime.TICKS_PER_MILLI;
        var oldest = jobs.iterator();
        while (waitingTicks > most && oldest.hasNext()) {
            Job job = oldest.next();
            if (job.ticks() > 0) {
                oldest.remove();
                waitingTicks -= job.ticks();
                edge.counters().count(Counters.AUDIO_DROPPED);
                edge.counters().count(Counters.AUDIO_DROPPED_MILLIS, job.ticks() / MediaTime.TICKS_PER_MILLI);
            }
        }
    }

    private void run() {
        if (busy || jobs.isEmpty()) {
            return;
        }
        busy = true;
        List<Job> batch = new ArrayList<>(MAX_BATCH);
        while (batch.size() < MAX_BATCH && !jobs.isEmpty()) {
            Job job = jobs.remove();
            waitingTicks -= job.ticks();
            batch.add(job);
        }
        Callable<List<List<EncodedPacket>>> encoding =
                () -> batch.stream().map(job -> job.encode().get()).toList();
        edge.encoders().executeBlocking(encoding, false).onComplete(done -> {
            busy = false;
            if (done.failed()) {
                log.atError()
                        .setMessage("samples could not be encoded")
                        .setCause(done.cause())
                        .log();
                socket.refuse(AudioRefusal.NOT_STORED, "the samples could not be encoded");
                jobs.clear();
            } else {
                socket.guardedAlways(() -> deliver(batch, done.result()));
            }
            if (jobs.size() <= MAX_WAITING / 2) {
                socket.resume(AudioSocket.Pause.ENCODING);
            }
            run();
            socket.drained();
        });
    }

    private void deliver(List<Job> batch, List<List<EncodedPacket>> encoded) {
        for (int i = 0; i < batch.size(); i++) {
            encoded.get(i).forEach(track::encoded);
            batch.get(i).then().run();
        }
    }

    private void requireOpen() {
        if (closing) {
            throw new AudioRefusedException(AudioRefusal.BAD_MESSAGE, "nothing may follow close");
        }
    }

    private void frameSeen() {
        lastFrameNanos = edge.nanoTime().getAsLong();
        endAtLastFrame = cursor.endTicks();
    }
}
