package io.voxlog.audio.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.voxlog.audio.room.TrackRef;
import io.voxlog.audio.track.FrameKind;
import io.voxlog.audio.track.PcmFrame;
import io.voxlog.audio.track.TrackTail;
import io.voxlog.media.MediaTime;
import io.voxlog.schemas.PcmHeaders;
import io.voxlog.schemas.Topics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Frames as records of a PCM topic, and back to where a track stops. See {@link PcmHeaders}. */
final class PcmRecords {
    private static final int TICKS_PER_SAMPLE = MediaTime.ticksPerSample(16_000);
    private static final Map<FrameKind, String> KINDS = new EnumMap<>(Map.of(
            FrameKind.AUDIO, PcmHeaders.KIND_AUDIO,
            FrameKind.CONCEALED, PcmHeaders.KIND_CONCEALED,
            FrameKind.SILENCE, PcmHeaders.KIND_SILENCE,
            FrameKind.GAP, PcmHeaders.KIND_GAP,
            FrameKind.END, PcmHeaders.KIND_END));

    private PcmRecords() {}

    static ProducerRecord<byte[], byte[]> record(TrackRef track, String identity, PcmFrame frame) {
        String topic = Topics.pcm(track.roomSid(), track.participantSid());
        boolean silentMarker = frame.kind() == FrameKind.GAP || frame.kind() == FrameKind.END;
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, 0, track.trackSid().getBytes(UTF_8), silentMarker ? null : frame.samples());
        record.headers()
                .add(PcmHeaders.KIND, KINDS.getOrDefault(frame.kind(), "").getBytes(UTF_8))
                .add(PcmHeaders.POSITION, decimal(frame.positionTicks()))
                .add(PcmHeaders.EPOCH, decimal(frame.epoch()))
                .add(PcmHeaders.SOURCE_OFFSET, decimal(frame.sourceOffset()))
                .add(PcmHeaders.IDENTITY, identity.getBytes(UTF_8));
        if (frame.kind() == FrameKind.GAP) {
            record.headers().add(PcmHeaders.GAP_END, decimal(frame.endTicks()));
        }
        return record;
    }

    /** The furthest that the track reaches in these records; empty if it has none among them. */
    static Optional<TrackTail> lastOf(String trackSid, List<ConsumerRecord<String, byte[]>> records) {
        Optional<TrackTail> last = Optional.empty();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (trackSid.equals(record.key())) {
                TrackTail tail = tail(record);
                boolean further = last.filter(known -> known.ended() || known.endTicks() > tail.endTicks())
                        .isEmpty();
                last = further ? Optional.of(tail) : last;
            }
        }
        return last;
    }

    private static TrackTail tail(ConsumerRecord<String, byte[]> record) {
        Headers headers = record.headers();
        String kind = text(headers, PcmHeaders.KIND);
        long position = number(headers, PcmHeaders.POSITION);
        byte[] samples = record.value();
        long length = samples == null ? 0 : (long) TICKS_PER_SAMPLE * samples.length / 2;
        long end = kind.equals(PcmHeaders.KIND_GAP) ? number(headers, PcmHeaders.GAP_END) : position + length;
        return new TrackTail(
                true,
                end,
                number(headers, PcmHeaders.EPOCH),
                kind.equals(PcmHeaders.KIND_END),
                text(headers, PcmHeaders.IDENTITY));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null) {
            throw new AudioStreamException("a record of a PCM topic has no header " + name, null);
        }
        return new String(header.value(), UTF_8);
    }

    private static long number(Headers headers, String name) {
        return Long.parseLong(text(headers, name));
    }

    private static byte[] decimal(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }
}
