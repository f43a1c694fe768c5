package io.voxlog.infra.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.voxlog.infra.kafka.TopicStatus.State;
import io.voxlog.schemas.Topic;
import io.voxlog.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopicProvisionerIT {
    private static final List<String> ALL =
            Topics.all().stream().map(Topic::name).toList();

    @TempDir
    private Path folder;

    private EmbeddedKafka kafka;
    private Admin admin;
    private TopicProvisioner provisioner;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(folder);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        provisioner = new TopicProvisioner(admin, TopicPlan.load(3));
    }

    @AfterEach
    void stop() {
        admin.close();
        kafka.close();
    }

    @Test
    void createsEverythingOnceAndThenFindsNothingToDo() {
        assertThat(provisioner.diff().named(State.MISSING)).containsExactlyInAnyOrderElementsOf(ALL);

        ProvisioningReport first = provisioner.apply();

        assertThat(first.named(State.CREATED)).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(first.groupsSet()).hasSize(Topics.JOB_BANDS.size());
        assertThat(first.drift()).isEmpty();

        ProvisioningReport second = provisioner.apply();

        assertThat(second.named(State.PRESENT)).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(second.groupsSet()).isEmpty();
        assertThat(second.drift()).isEmpty();
        assertThat(provisioner.diff().drift()).isEmpty();
    }

    @Test
    void reportsAChangedSettingAndMendsItOnlyOnDemand() throws Exception {
        provisioner.apply();
        var change = new AlterConfigOp(new ConfigEntry("retention.ms", "60000"), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(
                        Map.of(new ConfigResource(ConfigResource.Type.TOPIC, "stt.sessions"), List.of(change)))
                .all()
                .get(10, TimeUnit.SECONDS);

        Drift drift = new Drift("stt.sessions", "retention.ms", "2592000000", "60000");
        await().until(() -> provisioner.diff().drift().contains(drift));

        assertThat(provisioner.apply().drift()).containsExactly(drift);
        assertThat(provisioner.apply(true).drift()).isEmpty();
    }

    @Test
    void refusesAnotherCountOfRoomTopicsAndCreatesNothingThen() throws Exception {
        admin.createTopics(List.of(new NewTopic("rooms", 2, (short) 1))).all().get(10, TimeUnit.SECONDS);

        await().until(() -> provisioner.diff().drift().contains(new Drift("rooms", "partitions", "3", "2")));

        assertThatThrownBy(provisioner::apply)
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("rooms has 2 partitions, but 3 are wanted");

        assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS)).containsExactly("rooms");
    }
}
