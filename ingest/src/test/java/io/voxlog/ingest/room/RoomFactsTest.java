package io.voxlog.ingest.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class RoomFactsTest {
    @Test
    void anIdentityMeansWhoeverBearsItNow() {
        RoomFacts room = new RoomFacts(
                "RM_1",
                "standup",
                OptionalLong.empty(),
                false,
                false,
                List.of(
                        new RoomFacts.Member("PA_new", "alice", 20, false),
                        new RoomFacts.Member("PA_gone", "alice", 30, true),
                        new RoomFacts.Member("PA_old", "alice", 10, false)),
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                false);
        assertThat(room.memberByIdentity("alice"))
                .get()
                .extracting(RoomFacts.Member::sid)
                .isEqualTo("PA_new");
        assertThat(room.memberByIdentity("bob")).isEmpty();
        assertThat(room.memberBySid("PA_gone")).isPresent();
    }
}
