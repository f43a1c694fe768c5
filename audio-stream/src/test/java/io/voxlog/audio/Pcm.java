package io.voxlog.audio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.schemas.PcmHeaders;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of one PCM topic, as any consumer would read them. */
record Pcm(List<ConsumerRecord<String, byte[]>> records) {
    String header(int index, String name) {
        return header(records.get(index), name);
    }

    boolean ended() {
        return !records.isEmpty() && header(records.size() - 1, PcmHeaders.KIND).equals(PcmHeaders.KIND_END);
    }

    List<String> kinds() {
        return records.stream().map(record -> header(record, PcmHeaders.KIND)).toList();
    }

    long startTicks() {
        return position(records.get(0));
    }

    long endTicks() {
        return position(records.get(records.size() - 1));
    }

    /** Each record starts where the one before ended: nothing is missing, nothing doubled. */
    void assertContiguous() {
        long expected = startTicks();
        for (ConsumerRecord<String, byte[]> record : records) {
            assertThat(position(record)).isEqualTo(expected);
            expected += record.value() == null ? 0 : 3L * record.value().length / 2;
        }
    }

    byte[] samples() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        records.stream().map(ConsumerRecord::value).filter(Objects::nonNull).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static long position(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(header(record, PcmHeaders.POSITION));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
