package io.voxlog.analysis.adapter.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParticipantMetadataTest {
    @Test
    void readsContactNameAndPhoneNumber() {
        String metadata = """
                {"other":{"contactName":"not this"},"contactName":" Ann ","list":[1,[2]],"phoneNumber":4312345}""";

        assertThat(ParticipantMetadata.of(metadata)).isEqualTo(new ParticipantMetadata("Ann", "4312345"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "Ann",
                "[]",
                "{",
                "{\"contactName\"",
                "{\"contactName\":",
                "{\"contactName\":{\"a\":1}}",
                "{\"contactName\":\"\"}",
                "{\"phoneNumber\":null}",
                "\u0000"
            })
    void whatCannotBeReadIsAbsent(String metadata) {
        assertThat(ParticipantMetadata.of(metadata)).isEqualTo(new ParticipantMetadata(null, null));
    }

    @Test
    void tooLongOrTooDeepIsAbsent() {
        String deep = "{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + ",\"contactName\":\"Ann\"}";
        String endless = "{\"contactName\":\"" + "x".repeat(65_536) + "\"}";

        assertThat(ParticipantMetadata.of(deep).contactName()).isNull();
        assertThat(ParticipantMetadata.of(endless).contactName()).isNull();
    }

    @Test
    void aNameIsCutToALengthThatCanBeShown() {
        String long64k = "{\"contactName\":\"" + "x".repeat(60_000) + "\"}";

        assertThat(ParticipantMetadata.of(long64k).contactName()).hasSize(256);
    }
}
