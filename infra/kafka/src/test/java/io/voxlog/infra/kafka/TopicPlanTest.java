package io.voxlog.infra.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.schemas.Topic;
import io.voxlog.schemas.Topics;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.coordinator.group.GroupConfig;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;

final class TopicPlanTest {
    private final TopicPlan plan = TopicPlan.load();

    @Test
    void fileAndCatalogueNameTheSameTopics() {
        assertThat(plan.topics().stream().map(PlannedTopic::name))
                .containsExactlyInAnyOrderElementsOf(
                        Topics.all().stream().map(Topic::name).toList());
    }

    @Test
    void everyBandOfJobsHasItsShareGroup() {
        assertThat(plan.groups().stream().map(PlannedGroup::name))
                .containsExactlyElementsOf(Topics.JOB_BANDS.stream()
                        .map(band -> "voxlog-analysis-" + band)
                        .toList());
    }

    @Test
    void roomTopicsShareOneCountWhichCanBeChosen() {
        assertThat(counts(plan)).containsExactly(12);
        assertThat(counts(TopicPlan.load(4))).containsExactly(4);
    }

    @Test
    void everySettingIsOneThatKafkaKnows() {
        assertThat(plan.topics())
                .allSatisfy(topic -> assertThat(LogConfig.configNames())
                        .containsAll(topic.settings().keySet()));
        assertThat(plan.groups())
                .allSatisfy(group -> assertThat(GroupConfig.configNames())
                        .containsAll(group.settings().keySet()));
        assertThat(AbstractKafkaConfig.CONFIG_DEF.names())
                .containsAll(BrokerSettings.embedded().keySet());
    }

    @Test
    void everyTopicSaysHowItIsCleaned() {
        assertThat(plan.topics()).allSatisfy(topic -> {
            String policy = topic.settings().get("cleanup.policy");
            assertThat(policy).isIn("delete", "compact");
            assertThat(topic.settings().containsKey("retention.ms")).isEqualTo("delete".equals(policy));
        });
    }

    @Test
    void retentionIsReadInKafkasMilliseconds() {
        assertThat(TopicPlan.retentionMillis("30m")).isEqualTo("1800000");
        assertThat(TopicPlan.retentionMillis("12h")).isEqualTo("43200000");
        assertThat(TopicPlan.retentionMillis("30d")).isEqualTo("2592000000");
        assertThat(TopicPlan.retentionMillis("forever")).isEqualTo("-1");
        assertThatThrownBy(() -> TopicPlan.retentionMillis("30s")).hasMessageContaining("30s");
    }

    private static Set<Integer> counts(TopicPlan plan) {
        return plan.topics().stream()
                .filter(PlannedTopic::room)
                .map(PlannedTopic::partitions)
                .collect(Collectors.toSet());
    }
}
