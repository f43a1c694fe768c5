package io.voxlog.ingest.audio.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.voxlog.ingest.audio.AudioFrame;
import io.voxlog.ingest.audio.AudioRefusal;
import io.voxlog.ingest.audio.AudioRefusedException;
import io.voxlog.ingest.audio.AudioRequest;
import io.voxlog.ingest.audio.TrackInput;
import io.voxlog.ingest.metric.Counters;
import io.voxlog.ingest.pcm.ArrivalClock;
import io.voxlog.ingest.pcm.FrameAligner;
import io.voxlog.ingest.pcm.PcmFormat;
import io.voxlog.livekit.EgressTicket;
import io.voxlog.media.MediaTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What LiveKit's track egress sends (livekit/egress pkg/pipeline/sink/websocket.go): binary messages of raw samples
 * without time or number, text messages {@code {"muted":true|false}}, a close at the track's end. It reads nothing,
 * waits for nothing and does not come back. Positions are by arrival, less the latency of the egress.
 */
final class EgressDialect implements SourceDialect {
    private static final ObjectMapper JSON = new ObjectMapper();
    /**
     * The egress fills silence with samples: where none come and it is not muted, they are held up rather than absent.
     */
    private static final Duration STALL = Duration.ofSeconds(5);

    private final AudioEdge edge;
    private final AudioSocket socket;
    private final EgressTicket ticket;
    private final FrameAligner aligner;
    private final ArrivalClock clock;
    private final PcmFormat format;
    private final long connectedNanos;
    private final long connectedMillis;
    private final Deque<ArrivalClock.Piece> early = new ArrayDeque<>();
    private long earlyBytes;
    private @Nullable PcmStream stream;
    private long originTicks;
    private boolean muted;

    EgressDialect(AudioEdge edge, AudioSocket socket, EgressTicket ticket) {
        this.edge = edge;
        this.socket = socket;
        this.ticket = ticket;
        this.format = edge.settings().live().egressFormat();
        this.aligner = new FrameAligner(format.frameBytes());
        this.clock = new ArrivalClock(format);
        this.connectedNanos = edge.nanoTime().getAsLong();
        this.connectedMillis = edge.clock().millis();
    }

    /** The ticket says what other sources say in their open message. */
    @Override
    public void started() {
        socket.open(new AudioRequest.Open(
                ticket.roomSid(),
                ticket.trackSid(),
                ticket.participantSid().isEmpty() ? Optional.empty() : Optional.of(ticket.participantSid()),
                ticket.source(),
                OptionalLong.empty(),
                true,
                TrackInput.EGRESS,
                Optional.of(format)));
    }

    @Override
    public void binary(Buffer bytes) {
        byte[] samples = aligner.align(bytes.getBytes());
        if (muted || samples.length == 0) {
            return;
        }
        ArrivalClock.Piece piece = new ArrivalClock.Piece(sinceConnected(), samples);
        if (stream == null) {
            keep(piece);
        } else {
            arrived(piece);
        }
    }

    @Override
    public void text(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AudioRefusedException(AudioRefusal.BAD_MESSAGE, "the text message is no JSON");
        }
        if (message == null || !message.path("muted").isBoolean()) {
            // A newer egress may say more.
            return;
        }
        muted = message.path("muted").asBoolean();
        place(clock.pause());
        PcmStream streaming = stream;
        if (streaming != null) {
            streaming.silentAfter(lag());
        }
    }

    @Override
    public void streaming(SourceStream opened) {
        PcmStream streaming = (PcmStream) opened;
        stream = streaming;
        streaming.silentAfter(lag());
        originTicks = origin(streaming);
        while (!early.isEmpty()) {
            arrived(early.remove());
        }
    }

    @Override
    public boolean listens() {
        return false;
    }

    @Override
    public boolean awaitsOpening() {
        return stream == null && !early.isEmpty();
    }

    /** A close in peace is the track's end; an egress that breaks off may be followed by another one. */
    @Override
    public void ended(boolean inPeace) {
        PcmStream streaming = stream;
        if (streaming == null) {
            early.forEach(this::dropped);
            early.clear();
            return;
        }
        place(clock.pause());
        if (inPeace) {
            streaming.request(new AudioRequest.Close(OptionalLong.empty()));
        } else {
            streaming.finish();
        }
    }

    private Duration lag() {
        return muted ? edge.settings().arrivalLag() : STALL;
    }

    /** Capture time of the moment of connecting: the track's start is that moment, unless it had audio before. */
    private long origin(PcmStream streaming) {
        long t0 = edge.rooms()
                .find(ticket.roomSid())
                .map(room -> room.t0Millis().orElse(connectedMillis))
                .orElse(connectedMillis);
        long latency = edge.settings().live().egressLatency().toMillis();
        return (connectedMillis - latency - t0) * MediaTime.TICKS_PER_MILLI - streaming.startTicks();
    }

    private long sinceConnected() {
        return (edge.nanoTime().getAsLong() - connectedNanos) * MediaTime.TICKS_PER_MILLI / 1_000_000;
    }

    /** While the track opens; as much as a live track may keep. */
    private void keep(ArrivalClock.Piece piece) {
        early.add(piece);
        earlyBytes += piece.samples().length;
        long most = edge.settings().live().buffer().toMillis() * format.sampleRateHz() / 1_000 * format.frameBytes();
        while (earlyBytes > most) {
            ArrivalClock.Piece oldest = early.remove();
            earlyBytes -= oldest.samples().length;
            dropped(oldest);
        }
    }

    private void dropped(ArrivalClock.Piece piece) {
        edge.counters().count(Counters.AUDIO_DROPPED);
        long ticks = format.ticks(piece.samples().length / format.frameBytes());
        edge.counters().count(Counters.AUDIO_DROPPED_MILLIS, ticks / MediaTime.TICKS_PER_MILLI);
    }

    private void arrived(ArrivalClock.Piece piece) {
        place(clock.arrived(Math.max(0, originTicks + piece.ticks()), piece.samples()));
    }

    private void place(List<ArrivalClock.Piece> pieces) {
        PcmStream streaming = stream;
        if (streaming == null) {
            return;
        }
        for (ArrivalClock.Piece piece : pieces) {
            if (piece.ticks() > AudioFrame.MAX_CAPTURE_TICKS) {
                throw new AudioRefusedException(AudioRefusal.BAD_MESSAGE, "the track is longer than 60 days");
            }
            streaming.samples(streaming.nextSequence(), piece.ticks(), piece.samples());
        }
    }
}
