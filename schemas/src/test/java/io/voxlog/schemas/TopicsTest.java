package io.voxlog.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicsTest {
    @Test
    void pcmTopicIsNamedByTheSidsOfRoomAndParticipant() {
        assertThat(Topics.pcm("RM_abc", "PA_xyz")).isEqualTo("audio.pcm.RM_abc.PA_xyz");
        assertThat(Topics.pcm("RM_abc", "PA_xyz")).startsWith(Topics.pcmPrefix("RM_abc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "../../etc", "a.b", "a b", "ä", "a/b", "*", "\u0000", "RM_\ud83d\ude00", "a\nb"})
    void hostileSidsGiveLegalNamesThatStayApart(String sid) {
        String name = Topics.pcm(sid, sid);
        assertThatCode(() -> Topic.validate(name)).doesNotThrowAnyException();
        assertThat(name.split("\\.", -1)).hasSize(4);
        assertThat(name).isEqualTo(Topics.pcm(sid, sid)).isNotEqualTo(Topics.pcm(sid + "x", sid));
    }

    @Test
    void longSidsAreShortenedToALegalLength() {
        String sid = "a".repeat(10_000);
        assertThatCode(() -> Topic.validate(Topics.pcm(sid, sid))).doesNotThrowAnyException();
        assertThat(Topics.pcm(sid, "p")).isNotEqualTo(Topics.pcm(sid + "a", "p"));
    }

    @Test
    void prefixOfARoomCoversNoOtherRoom() {
        assertThat(Topics.pcm("RM_ab", "PA")).doesNotStartWith(Topics.pcmPrefix("RM_a"));
    }

    @Test
    void catalogueNamesEveryTopicOnce() {
        List<String> names =
                Topics.all().stream().map(io.voxlog.schemas.Topic::name).toList();
        assertThat(names).doesNotHaveDuplicates().contains("rooms", "analysis.jobs.100");
    }

    @Test
    void keysStartWithTheRoom() {
        assertThat(Keys.room("RM_1")).isEqualTo("RM_1");
        assertThat(Keys.room("RM_1/0/TR")).isEqualTo("RM_1");
        assertThat(Keys.pcm("RM_1", "TR_3")).isEqualTo("RM_1/TR_3");
        assertThat(Keys.checkpoint("RM_1", 2, "TR_3")).isEqualTo("RM_1/2/TR_3");
        assertThat(Keys.transcript("RM_1", 2, 3)).isEqualTo("RM_1/2/3");
        assertThat(Keys.job("RM_1", 2, 3, "summary")).isEqualTo("RM_1/2/3/summary");
        assertThat(Keys.finalId(0, "TR_1", 960)).isEqualTo("0/TR_1/960");
    }
}
