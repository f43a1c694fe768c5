package io.voxlog.stt.adapter.kafka;

import io.voxlog.schemas.PcmHeaders;
import io.voxlog.stt.session.PcmRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads the records of the PCM topics: {@link PcmHeaders}. */
final class PcmCodec {
    private PcmCodec() {}

    /** Empty if the record is none of ours: a header is missing or holds no number. */
    static Optional<PcmRecord> record(ConsumerRecord<String, byte[]> record) {
        String kind = header(record, PcmHeaders.KIND);
        try {
            long position = Long.parseLong(header(record, PcmHeaders.POSITION));
            return switch (kind) {
                case PcmHeaders.KIND_AUDIO, PcmHeaders.KIND_CONCEALED, PcmHeaders.KIND_SILENCE ->
                    Optional.ofNullable(record.value()).map(pcm -> PcmRecord.audio(record.offset(), position, pcm));
                case PcmHeaders.KIND_GAP ->
                    Optional.of(PcmRecord.gap(
                            record.offset(), position, Long.parseLong(header(record, PcmHeaders.GAP_END))));
                case PcmHeaders.KIND_END -> Optional.of(PcmRecord.end(record.offset(), position));
                default -> Optional.empty();
            };
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The participant's identity; empty if the record does not say. */
    static String identity(ConsumerRecord<String, byte[]> record) {
        return header(record, PcmHeaders.IDENTITY);
    }

    /** Sid of the participant, which records of the shared topic carry; empty if it is not there. */
    static String participant(ConsumerRecord<String, byte[]> record) {
        return header(record, PcmHeaders.PARTICIPANT);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
