package io.voxlog.monitor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class QueryRulesTest {
    @Property(tries = 100)
    void aCursorIsReadBack(@ForAll long rank, @ForAll String id) {
        Cursor cursor = new Cursor(rank, id.replace("\0", "").replaceAll("\\p{Cs}", ""));

        assertThat(Cursor.decode(cursor.encoded())).isEqualTo(cursor);
        assertThat(cursor.encoded()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void otherTextIsNoCursor() {
        for (String text : List.of("", "%", "bm8", "eDp5", "MTo\u0000")) {
            assertThatThrownBy(() -> Cursor.decode(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aMomentIsSecondsOfTheRoomOrATimeOfDay() {
        Instant t0 = Instant.parse("2026-11-20T14:00:00Z");

        assertThat(Moment.parse("12.5").secondsSince(t0)).isEqualTo(12.5);
        assertThat(Moment.parse("2026-11-20T15:00:01.250+01:00").secondsSince(t0))
                .isEqualTo(1.25);
        assertThat(Moment.of(t0).secondsSince(null)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Moment.parse("2").isAfter(Moment.parse("1"))).isTrue();
        assertThat(Moment.parse("2").isAfter(Moment.of(t0))).isFalse();
        for (String wrong : List.of(
                "",
                "-1",
                "NaN",
                "Infinity",
                "2026-11-20",
                "2026-11-20T14:00:00",
                "x",
                "+999999999-01-01T00:00:00Z",
                "-0001-12-31T00:00:00Z",
                "+10000-01-01T00:00:00Z")) {
            assertThatThrownBy(() -> Moment.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void versionsAreNumbersOrNames() {
        assertThat(Version.parse("latest")).isEqualTo(Version.LATEST);
        assertThat(Version.parse("live")).isEqualTo(Version.LIVE);
        assertThat(Version.parse("3").number()).isEqualTo(3);
        for (String wrong : List.of("0", "-1", "newest", "")) {
            assertThatThrownBy(() -> Version.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
