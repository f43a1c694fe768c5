package io.voxlog.analysis.adapter.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.analysis.room.RoomSwitches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomMetadataTest {
    @Test
    void readsTheTwoSwitches() {
        assertThat(RoomMetadata.switches("{\"transcription_enabled\":false,\"x\":{\"ai_enabled\":false}}"))
                .isEqualTo(new RoomSwitches(true, false));
        assertThat(RoomMetadata.switches(" {\"list\":[1,2],\"ai_enabled\":false,\"transcription_enabled\":true}"))
                .isEqualTo(new RoomSwitches(false, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ai_enabled",
                "{\"ai_enabled\":null}",
                "{\"ai_enabled\":\"false\"}",
                "[\"ai_enabled\"]",
                "{\"ai_enabled\":false",
                "{\"ai_enabled\""
            })
    void whateverCannotBeReadSwitchesNothingOff(String metadata) {
        assertThat(RoomMetadata.switches(metadata)).isEqualTo(RoomSwitches.ALL_ON);
    }
}
