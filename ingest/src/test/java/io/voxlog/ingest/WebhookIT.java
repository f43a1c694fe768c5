package io.voxlog.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.ingest.metric.Counters;
import io.voxlog.livekit.WebhookSigner;
import io.voxlog.schemas.EventSource;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.Topics;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookIT {
    private static IngestFixture ingest;

    @BeforeAll
    static void start() {
        ingest = new IngestFixture(config -> new IngestConfig(
                config.host(),
                config.port(),
                config.keys(),
                Map.of(IngestFixture.KEY, "eu-1"),
                new IngestConfig.Organization(
                        Optional.of("/org"), Optional.of(Pattern.compile("([a-z]+)-.*")), Map.of()),
                config.maxWebhookBytes(),
                config.storeTimeout(),
                config.seenWindow(),
                config.seenEvents(),
                config.audio(),
                config.owner(),
                config.edge()));
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void anEventIsOnTheLogBefore200() {
        String json =
                "{\"event\":\"room_started\",\"id\":\"EV_1\",\"createdAt\":\"1790000000\",\"room\":{\"sid\":\"RM_a\","
                        + "\"name\":\"acme-standup\",\"creationTime\":\"1790000000\",\"creationTimeMs\":\"1790000000123\"}}";

        assertThat(ingest.webhook(json).statusCode()).isEqualTo(200);

        RoomEvent event = event("EV_1");
        assertThat(event.getType()).isEqualTo("room_started");
        assertThat(event.getRoomSid()).isEqualTo("RM_a");
        assertThat(event.getSource()).isEqualTo(EventSource.WEBHOOK);
        assertThat(event.getServerId()).isEqualTo("eu-1");
        assertThat(event.getOrganizationId()).isEqualTo("acme");
        assertThat(event.getCreatedAtMillis()).isEqualTo(1_790_000_000_000L);
        assertThat(event.getRoom().getCreationTimeMillis()).isEqualTo(1_790_000_000_123L);
        assertThat(StandardCharsets.UTF_8.decode(event.getPayload()).toString()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "room_started",
                "room_finished",
                "participant_joined",
                "participant_left",
                "participant_connection_aborted",
                "track_published",
                "track_unpublished",
                "egress_started",
                "egress_updated",
                "egress_ended",
                "ingress_started",
                "ingress_ended",
                "agent_job_started",
                "agent_job_ended",
                "something_new"
            })
    void everyEventIsStoredWithItsPayload(String name) {
        long unknown = ingest.role().counter(Counters.WEBHOOK_UNKNOWN_EVENTS);
        String id = "EV_" + name;
        assertThat(ingest.webhook("{\"event\":\"" + name + "\",\"id\":\"" + id
                                + "\",\"room\":{\"sid\":\"RM_all\"},\"participant\":{\"identity\":\"alice\",\"sid\":\"PA_1\","
                                + "\"kind\":\"HOLOGRAM\"},\"track\":{\"sid\":\"TR_1\"},\"job\":{\"id\":\"AJ_1\"}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(event(id).getType()).isEqualTo(name);
        assertThat(event(id).getTrack().getKind()).hasToString("AUDIO");
        assertThat(ingest.role().counter(Counters.WEBHOOK_UNKNOWN_EVENTS) - unknown)
                .isEqualTo(name.equals("something_new") ? 1 : 0);
        assertThat(ingest.role().counter(Counters.WEBHOOK_UNKNOWN_FIELDS)).isPositive();
    }

    @Test
    void eventsThatNameNoRoomObjectAreKeyedByWhatTheyName() {
        ingest.webhook("{\"event\":\"egress_ended\",\"id\":\"EV_eg\",\"egressInfo\":{\"egressId\":\"EG_1\","
                + "\"roomId\":\"RM_eg\",\"roomName\":\"acme-x\"}}");
        ingest.webhook("{\"event\":\"ingress_started\",\"id\":\"EV_in\",\"ingressInfo\":{\"roomName\":\"acme-y\"}}");
        ingest.webhook("{\"event\":\"agent_job_started\",\"id\":\"EV_no\"}");
        assertThat(key("EV_eg")).isEqualTo("RM_eg");
        assertThat(key("EV_in")).isEqualTo("acme-y");
        assertThat(key("EV_no")).isEqualTo("eu-1");
    }

    @Test
    void bothContentTypesAndABearerPrefixAreAccepted() {
        byte[] body = "{\"event\":\"room_started\",\"id\":\"EV_ct\",\"room\":{\"sid\":\"RM_ct\"}}"
                .getBytes(StandardCharsets.UTF_8);
        String token = new WebhookSigner(IngestFixture.KEY, IngestFixture.SECRET, Clock.systemUTC()).sign(body);
        assertThat(ingest.send(ingest.request(body, "Bearer " + token, "application/json"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anUnresolvedOrganizationIsCountedAndTheEventKept() {
        long before = ingest.role().counter(Counters.ORGANIZATION_UNRESOLVED);
        ingest.webhook("{\"event\":\"room_started\",\"id\":\"EV_org\",\"room\":{\"sid\":\"RM_o\",\"name\":\"UPPER\","
                + "\"creationTime\":\"1790000000\"}}");
        ingest.webhook("{\"event\":\"room_started\",\"id\":\"EV_org2\",\"room\":{\"sid\":\"RM_o2\",\"name\":\"UPPER\","
                + "\"creationTime\":\"1790000000\",\"metadata\":\"{\\\"org\\\":\\\"globex\\\"}\"}}");
        assertThat(event("EV_org").getOrganizationId()).isNull();
        assertThat(event("EV_org2").getOrganizationId()).isEqualTo("globex");
        assertThat(ingest.role().counter(Counters.ORGANIZATION_UNRESOLVED) - before)
                .isEqualTo(1);
    }

    @Test
    void duplicatesHaveOneEffectAlsoAtTheSameTime() {
        byte[] body = "{\"event\":\"room_started\",\"id\":\"EV_dup\",\"room\":{\"sid\":\"RM_dup\"}}"
                .getBytes(StandardCharsets.UTF_8);
        String token = new WebhookSigner(IngestFixture.KEY, IngestFixture.SECRET, Clock.systemUTC()).sign(body);
        HttpRequest request = ingest.request(body, token, "application/webhook+json");
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(ingest.http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        ingest.restartRole();
        assertThat(ingest.webhook(body, token).statusCode()).isEqualTo(200);

        assertThat(events("EV_dup")).hasSize(1);
    }

    @Test
    void unverifiedRequestsLeaveNoRecord() {
        byte[] body = "{\"event\":\"room_started\",\"id\":\"EV_bad\"}".getBytes(StandardCharsets.UTF_8);
        WebhookSigner signer = new WebhookSigner(IngestFixture.KEY, IngestFixture.SECRET, Clock.systemUTC());
        HttpResponse<String> wrongHash = ingest.webhook(body, signer.sign(new byte[0]));
        HttpResponse<String> unknownIssuer =
                ingest.webhook(body, new WebhookSigner("stranger", IngestFixture.SECRET, Clock.systemUTC()).sign(body));
        Clock past = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-7));
        HttpResponse<String> expired =
                ingest.webhook(body, new WebhookSigner(IngestFixture.KEY, IngestFixture.SECRET, past).sign(body));
        HttpResponse<String> missing = ingest.send(HttpRequest.newBuilder(ingest.uri("http", "/webhooks/livekit"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
        assertThat(List.of(wrongHash, unknownIssuer, expired, missing)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(answer.body()).doesNotContain(IngestFixture.SECRET.reveal());
        });
        assertThat(events("EV_bad")).isEmpty();
    }

    @Test
    void signedNonsenseIsA400() {
        assertThat(ingest.webhook("{\"event\":").statusCode()).isEqualTo(400);
        assertThat(ingest.webhook("[]").statusCode()).isEqualTo(400);
        assertThat(ingest.webhook("").statusCode()).isEqualTo(400);
    }

    @Test
    void otherPathsAndMethodsAreRefusedInProblemJson() {
        HttpResponse<String> get = ingest.send(
                HttpRequest.newBuilder(ingest.uri("http", "/webhooks/livekit")).build());
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("allow")).hasValue("POST, OPTIONS");
        assertThat(ingest.send(HttpRequest.newBuilder(ingest.uri("http", "/nowhere"))
                                .build())
                        .statusCode())
                .isEqualTo(404);
    }

    private static RoomEvent event(String id) {
        List<RoomEvent> found = events(id);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<RoomEvent> events(String id) {
        return ingest.cluster.reader().values(Topics.LIVEKIT_EVENTS, RoomEvent.class).stream()
                .filter(event -> event.getId().equals(id))
                .toList();
    }

    private static String key(String id) {
        return ingest.cluster.reader().readAll(Topics.LIVEKIT_EVENTS).stream()
                .filter(stored -> ((RoomEvent) stored.value()).getId().equals(id))
                .findFirst()
                .orElseThrow()
                .key();
    }
}
