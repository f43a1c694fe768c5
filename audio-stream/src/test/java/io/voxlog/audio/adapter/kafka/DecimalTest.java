package io.voxlog.audio.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class DecimalTest {
    @Property
    void isTheNumberAsText(@ForAll long number) {
        assertThat(Decimal.bytes(number)).isEqualTo(Long.toString(number).getBytes(StandardCharsets.UTF_8));
    }

    @Example
    void soAreTheEdges() {
        for (long edge : new long[] {0, 9, 10, -1, -9, -10, Long.MAX_VALUE, Long.MIN_VALUE}) {
            isTheNumberAsText(edge);
        }
    }
}
