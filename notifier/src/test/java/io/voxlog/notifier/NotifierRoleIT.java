package io.voxlog.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.voxlog.notifier.adapter.kafka.Notifier;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.DeliveryStatus;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.WebhookConfig;
import io.voxlog.schemas.WebhookDelivery;
import io.voxlog.testkit.EmbeddedCluster;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The role on a real broker, telling real HTTP servers. */
@Timeout(120)
class NotifierRoleIT {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String SEALED = "transcript.sealed";
    private static final String READY = "analysis.ready";
    private static final Map<String, String> VARIABLES = Map.of(
            "NOTIFIER_ALLOW_PRIVATE", "true",
            "NOTIFIER_RETRY_BASE", "50ms",
            "NOTIFIER_RETRY_CAP", "200ms",
            "NOTIFIER_TIMEOUT", "2s",
            "NOTIFIER_CONCURRENCY", "3",
            "HOOK_SECRET", Receiver.SECRET);

    private static EmbeddedCluster cluster;
    private static Vertx vertx;
    private static KafkaProducer<String, SpecificRecord> producer;
    private static int tests;

    private final List<NotifierRole> roles = new ArrayList<>();
    private final List<String> webhooks = new ArrayList<>();
    private final List<Throwable> fatal = new CopyOnWriteArrayList<>();
    private Receiver receiver;
    private String room;

    @BeforeAll
    static void startAll() {
        cluster = EmbeddedCluster.start();
        vertx = Vertx.vertx();
        producer = cluster.producer();
    }

    @AfterAll
    static void stopAll() throws Exception {
        producer.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        cluster.close();
    }

    @BeforeEach
    void setUp() throws Exception {
        receiver = new Receiver(vertx);
        room = "RM_" + ++tests;
    }

    @AfterEach
    void tearDown() throws Exception {
        for (NotifierRole role : roles) {
            stop(role);
        }
        webhooks.forEach(name -> producer.send(new ProducerRecord<>(Topics.CONFIG.name(), "webhook/" + name, null)));
        producer.flush();
        receiver.close();
        assertThat(fatal).isEmpty();
    }

    @Test
    void tellsWhoWantsToKnowSignedAndInOrder() throws Exception {
        configure("all", "/all", null, SEALED, READY);
        configure("ours", "/ours", "org-1", READY);
        configure("others", "/others", "org-2", SEALED, READY);
        start();
        sealed(room, 1);
        ready(room, 1, "summary");
        ready(room, 1, "sentiment");
        ready(room, 1, "sentiment");

        await().atMost(BOUND).until(() -> receiver.received().size() >= 5);
        assertThat(to("/all"))
                .extracting(received -> received.json().getString("type"))
                .containsExactly(SEALED, READY, READY);
        assertThat(to("/all").get(1).data().getString("job")).isEqualTo(room + "/0/1/summary");
        assertThat(to("/ours")).hasSize(2);
        assertThat(to("/others")).isEmpty();
        assertThat(receiver.ids()).doesNotHaveDuplicates();
        for (Receiver.Received received : receiver.received()) {
            received.assertSigned();
        }
        await().atMost(BOUND).untilAsserted(() -> assertThat(ends(room)).hasSize(5));
        assertThat(journal(room)).noneMatch(record -> record.toString().contains(Receiver.SECRET.substring(6)));
        assertThat(journal(room)).noneMatch(record -> record.toString().contains(CallRecords.SPOKEN));
        assertAllCommitted();
    }

    @Test
    void aDeadSubscriberIsTriedUntilItIsBackAndKeepsNobodyWaiting() throws Exception {
        Receiver dead = new Receiver(vertx);
        dead.down();
        configure("well", "/", null, SEALED);
        configure("dead", dead.url("/"), SEALED);
        start();
        List<String> rooms =
                IntStream.range(0, 8).mapToObj(number -> room + "_" + number).toList();
        rooms.forEach(one -> sealed(one, 1));
        rooms.forEach(one -> sealed(one, 2));

        await().atMost(BOUND).until(() -> receiver.received().size() == 16);
        await().atMost(BOUND)
                .until(() -> journal(rooms.get(0)).stream()
                        .anyMatch(one -> one.getWebhook().equals("dead") && one.getAttempt() >= 2));
        dead.up();

        await().atMost(BOUND).until(() -> dead.received().size() == 16);
        assertThat(dead.ids()).doesNotHaveDuplicates();
        for (String one : rooms) {
            assertThat(dead.received().stream()
                            .filter(received ->
                                    received.data().getString("roomSid").equals(one))
                            .map(received -> received.data().getInteger("version")))
                    .containsExactly(1, 2);
        }
        await().atMost(BOUND).untilAsserted(() -> assertThat(ends(rooms.get(0))).hasSize(4));
        WebhookDelivery failed = journal(rooms.get(0)).stream()
                .filter(one -> one.getAttempt() == 1 && one.getStatus() == DeliveryStatus.RETRYING)
                .findFirst()
                .orElseThrow();
        assertThat(failed.getError()).isEqualTo("no connection");
        assertThat(failed.getHttpStatus()).isNull();
        assertThat(failed.getPayload()).isNull();
        assertThat(failed.getNextAttemptAtMillis()).isGreaterThanOrEqualTo(failed.getAtMillis());
        dead.close();
    }

    @Test
    void givesUpWhatIsGoneOrRemovedOrTriedTooOften() throws Exception {
        configure("gone", "/gone", null, SEALED);
        configure("refusing", "/refusing", null, SEALED);
        configure("removed", "/removed", null, SEALED);
        receiver.answers(request -> request.response()
                .setStatusCode(request.path().equals("/gone") ? 410 : 400)
                .end());
        start(Map.of("NOTIFIER_MAX_ATTEMPTS", "4", "NOTIFIER_RETRY_CAP", "10s"));
        sealed(room, 1);
        await().atMost(BOUND).until(() -> !to("/removed").isEmpty());
        producer.send(new ProducerRecord<>(Topics.CONFIG.name(), "webhook/removed", null));

        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(ends(room))
                        .extracting(one -> one.getWebhook() + " " + one.getStatus() + " " + one.getHttpStatus())
                        .containsExactlyInAnyOrder(
                                "gone GIVEN_UP 410", "refusing GIVEN_UP 400", "removed GIVEN_UP null"));
        assertThat(to("/gone")).hasSize(1);
        assertThat(to("/refusing")).hasSize(4);
        assertAllCommitted();
    }

    @Test
    void afterAKillTheNextOwnerDeliversWhatWasOwedAndNothingThatWasRecorded() throws Exception {
        configure("hook", "/", null, SEALED);
        List<String> rooms =
                IntStream.range(0, 12).mapToObj(number -> room + "_" + number).toList();
        receiver.answers(503);
        try (NotifierProcess killed = NotifierProcess.start(cluster.settings(), VARIABLES)) {
            rooms.subList(0, 6).forEach(one -> sealed(one, 1));
            await().atMost(BOUND).until(() -> new HashSet<>(receiver.ids()).size() == 6);
            receiver.answers(204);
            sealed(rooms.get(6), 1);
            await().atMost(BOUND).until(() -> ends(rooms.get(6)).size() == 1);
            receiver.answers(503);
            rooms.subList(7, 9).forEach(one -> sealed(one, 1));
            await().atMost(BOUND).until(() -> new HashSet<>(receiver.ids()).size() == 9);
        }
        rooms.subList(9, 12).forEach(one -> sealed(one, 1));
        List<String> recorded = rooms.stream()
                .flatMap(one -> ends(one).stream())
                .map(WebhookDelivery::getDeliveryId)
                .toList();
        receiver.received().clear();
        receiver.answers(204);
        start();

        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(rooms).allMatch(one -> ends(one).size() == 1));
        assertThat(recorded).contains(ends(rooms.get(6)).get(0).getDeliveryId());
        assertThat(receiver.ids()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(recorded);
        assertThat(receiver.received().size() + recorded.size()).isEqualTo(12);
    }

    @Test
    void twoInstancesShareTheWorkAndHandItOver() throws Exception {
        configure("hook", "/", null, SEALED);
        NotifierRole first = start();
        sealed(room + "_0", 1);
        await().atMost(BOUND).until(() -> receiver.received().size() == 1);
        start();
        int calls = 200;
        for (int call = 1; call <= calls; call++) {
            sealed(room + "_" + call, 1);
            if (call == calls / 2) {
                stop(first);
            }
        }

        await().atMost(BOUND).until(() -> new HashSet<>(receiver.ids()).size() == calls + 1);
        assertAllCommitted();
        assertThat(receiver.ids()).hasSizeLessThan(calls + 12);
    }

    private NotifierRole start() throws Exception {
        return start(Map.of());
    }

    private NotifierRole start(Map<String, String> changes) throws Exception {
        Map<String, String> variables = new HashMap<>(VARIABLES);
        variables.putAll(changes);
        RoleContext context = new RoleContext(
                vertx,
                cluster.settings(),
                cluster.serdes(),
                Clock.systemUTC(),
                "worker-" + roles.size(),
                new SimpleMeterRegistry(),
                fatal::add);
        NotifierRole role = new NotifierRole(context, NotifierConfig.from(new Env(variables)));
        role.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        roles.add(role);
        return role;
    }

    private static void stop(NotifierRole role) throws Exception {
        role.stop().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void configure(String name, String path, @Nullable String organization, String... events) {
        put(CallRecords.webhook(name, receiver.url(path), organization, events));
    }

    private void configure(String name, String url, String event) {
        put(CallRecords.webhook(name, url, null, event));
    }

    private void put(WebhookConfig config) {
        webhooks.add(config.getName());
        producer.send(new ProducerRecord<>(Topics.CONFIG.name(), "webhook/" + config.getName(), config));
        producer.flush();
    }

    private static void sealed(String room, int version) {
        producer.send(new ProducerRecord<>(
                Topics.TRANSCRIPTS.name(), Keys.transcript(room, 0, version), CallRecords.sealed(room, version)));
        producer.flush();
    }

    private static void ready(String room, int version, String type) {
        producer.send(new ProducerRecord<>(
                Topics.ANALYSIS_RESULTS.name(),
                Keys.job(room, 0, version, type),
                CallRecords.result(room, version, type, ResultStatus.COMPLETED)));
        producer.flush();
    }

    private List<Receiver.Received> to(String path) {
        return receiver.received().stream()
                .filter(received -> received.path().equals(path))
                .toList();
    }

    private static List<WebhookDelivery> journal(String room) {
        return cluster.reader().values(Topics.WEBHOOK_DELIVERIES, WebhookDelivery.class).stream()
                .filter(record -> record.getRoomSid().equals(room))
                .toList();
    }

    /** The last records of deliveries. */
    private static List<WebhookDelivery> ends(String room) {
        return journal(room).stream()
                .filter(record -> record.getStatus() != DeliveryStatus.RETRYING)
                .toList();
    }

    /** Nothing is owed: the group has no lag on any of its topics. */
    private static void assertAllCommitted() {
        await().atMost(BOUND).untilAsserted(() -> {
            Map<TopicPartition, OffsetAndMetadata> committed = cluster.admin()
                    .listConsumerGroupOffsets(Notifier.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            for (String topic : List.of(Topics.TRANSCRIPTS.name(), Topics.WEBHOOK_DELIVERIES.name())) {
                long records = cluster.reader().readAll(topic, true).size();
                assertThat(committed.entrySet().stream()
                                .filter(one -> one.getKey().topic().equals(topic))
                                .mapToLong(one -> one.getValue().offset())
                                .sum())
                        .as(topic)
                        .isEqualTo(records);
            }
        });
    }
}
