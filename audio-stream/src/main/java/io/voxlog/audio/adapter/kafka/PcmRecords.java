package io.voxlog.audio.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.voxlog.audio.track.TrackTail;
import io.voxlog.media.MediaTime;
import io.voxlog.schemas.PcmHeaders;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Reads from the records of a PCM topic where a track stops. See {@link PcmHeaders}. */
final class PcmRecords {
    private static final int TICKS_PER_SAMPLE = MediaTime.ticksPerSample(16_000);

    private PcmRecords() {}

    /** The furthest that the track reaches in these records; empty if it has none among them. */
    static Optional<TrackTail> lastOf(String trackSid, List<ConsumerRecord<String, byte[]>> records) {
        Optional<TrackTail> last = Optional.empty();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (trackSid.equals(record.key())) {
                TrackTail tail = tail(record);
                last = last.isEmpty() || reachesFurther(tail, last.get()) ? Optional.of(tail) : last;
            }
        }
        return last;
    }

    /** Whether a later record of the track takes the place of this one as the furthest. */
    static boolean reachesFurther(TrackTail later, TrackTail known) {
        return !known.ended() && known.endTicks() <= later.endTicks();
    }

    /** Offset in livekit.audio of what the record was made from. */
    static long sourceOffset(ConsumerRecord<String, byte[]> record) {
        return number(record.headers(), PcmHeaders.SOURCE_OFFSET);
    }

    /** Where the track stops with this record. */
    static TrackTail tail(ConsumerRecord<String, byte[]> record) {
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

    static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null) {
            throw new AudioStreamException("a record of a PCM topic has no header " + name, null);
        }
        return new String(header.value(), UTF_8);
    }

    private static long number(Headers headers, String name) {
        return Long.parseLong(text(headers, name));
    }
}
