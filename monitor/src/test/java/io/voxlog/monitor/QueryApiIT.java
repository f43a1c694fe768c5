package io.voxlog.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.voxlog.schemas.ActionKind;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.RoomStatus;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class QueryApiIT {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final ApiDocument DOCUMENT = new ApiDocument();
    private static final Talk TALK =
            new Talk("RM_talk", "standup", System.currentTimeMillis() - 3_600_000, List.of("Ann <b>", "Béa 👩‍🚀"));
    private static final CallRecords CALL = new CallRecords("RM_api");

    private static ApiFixture monitor;

    @BeforeAll
    static void writeCalls() {
        monitor = ApiFixture.shared();
        monitor.write(
                TALK.state(RoomStatus.ACTIVE),
                TALK.says(1, 1, 2.5, "en", "hello --> there"),
                TALK.says(2, 2, 3, "fr-CA", "bonjour"),
                TALK.says(1, 3_000, 3_001, "en-US", "bye"),
                new Talk("RM_talk_again", "standup", TALK.t0Millis() + 1, List.of()).state(RoomStatus.ACTIVE),
                CALL.state(RoomStatus.COMPLETED, 2),
                CALL.spoken(1, "raw words"),
                CALL.sealed(1, "draft"),
                CALL.sealed(2, "hello", "good bye"),
                CALL.job("summary", 100),
                CALL.job("sentiment", 70),
                CALL.action("sentiment", 1, ActionKind.FAILED, "timeout"),
                CALL.result("summary", 100, ResultStatus.COMPLETED, "all well"));
        await().atMost(BOUND)
                .until(() -> monitor.get("/api/rooms/RM_talk/transcript").body().contains("bye")
                        && monitor.get("/api/rooms/RM_talk_again").statusCode() == 200
                        && monitor.get("/api/rooms/RM_api/transcripts").body().contains("\"version\":2")
                        && monitor.get("/api/rooms/RM_api/analyses").body().contains("all well")
                        && monitor.get("/api/rooms/RM_api/jobs").body().contains("timeout"));
    }

    @Test
    void describesEveryRouteAndNoOther() {
        Set<String> routes = new TreeSet<>();
        monitor.guarded.router().router().getRoutes().stream()
                .filter(route -> route.methods() != null && route.getPath() != null)
                .filter(route ->
                        route.getPath().startsWith("/api") || route.getPath().equals("/openapi.yaml"))
                .forEach(route -> route.methods()
                        .forEach(method ->
                                routes.add(method + " " + route.getPath().replaceAll(":([a-z]+)", "{$1}"))));

        assertThat(routes).isEqualTo(DOCUMENT.operations());
        assertThat(DOCUMENT.version()).isEqualTo("3.1.0");
        assertThat(monitor.get("/openapi.yaml").body()).startsWith("openapi: 3.1.0");
        assertThatThrownBy(() -> DOCUMENT.conforms("Problem", "{\"title\": 7}")).isInstanceOf(AssertionError.class);
    }

    @Test
    void listsRoomsByNameStatusAndOrganizationPageByPage() {
        assertThat(ids("/api/rooms?name=standup")).containsExactly("RM_talk_again", "RM_talk");
        assertThat(ids("/api/rooms?organization=org-1")).contains("RM_api").doesNotContain("RM_talk");
        assertThat(ids("/api/rooms?status=completed")).contains("RM_api").doesNotContain("RM_talk");
        List<String> paged = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonObject page = json("/api/rooms?name=standup&limit=1" + next);
            page.getJsonArray("items").forEach(room -> paged.add(((JsonObject) room).getString("id")));
            next = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        }
        assertThat(paged).containsExactly("RM_talk_again", "RM_talk");
    }

    @Test
    void aNameUsedAgainIsAnotherRoom() {
        assertThat(json("/api/rooms/RM_talk").getString("room_name")).isEqualTo("standup");
        assertThat(json("/api/rooms/RM_talk_again").getString("room_name")).isEqualTo("standup");
        assertThat(json("/api/rooms/RM_talk_again/transcript").getJsonArray("segments"))
                .isEmpty();
        assertThat(json("/api/rooms/RM_talk/transcript").getJsonArray("segments"))
                .hasSize(3);
    }

    @Test
    void givesTheTranscriptInFourFormats() {
        JsonObject live = json("/api/rooms/RM_talk/transcript");
        assertThat(live.getString("text")).isEqualTo("hello --> there bonjour bye");
        assertThat(live.getString("language")).isEqualTo("en");
        assertThat(live.getBoolean("sealed")).isFalse();
        assertThat(live.getJsonArray("segments").getJsonObject(1).encode())
                .isEqualTo(
                        "{\"start\":2,\"end\":3,\"text\":\"bonjour\",\"speaker\":\"Béa 👩‍🚀\",\"participant\":\"PA_2\","
                                + "\"language\":\"fr-CA\",\"confidence\":null}");
        assertThat(body("/api/rooms/RM_talk/transcript?format=txt", "text/plain"))
                .startsWith("[00:00:01] Ann <b>: hello --> there\n[00:00:02] Béa 👩‍🚀: bonjour\n");
        assertThat(body("/api/rooms/RM_talk/transcript?format=srt", "application/x-subrip"))
                .startsWith("1\n00:00:01,000 --> 00:00:02,500\nAnn ‹b›: hello --› there\n\n2\n00:00:02,000 -->");
        HttpResponse<String> chosen = DOCUMENT.check(
                monitor.get("/api/rooms/RM_talk/transcript", "Accept", "text/html, text/vtt;q=0.9, text/*;q=0.1"));
        assertThat(chosen.body())
                .startsWith("WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<v Ann &lt;b&gt;>hello --&gt; there");
        assertThat(chosen.headers().firstValue("Content-Type")).contains("text/vtt; charset=utf-8");
    }

    @Test
    void givesSealedVersionsAndTheFinalsBeneath() {
        JsonObject latest = json("/api/rooms/RM_api/transcript");
        assertThat(latest.getInteger("version")).isEqualTo(2);
        assertThat(latest.getString("text")).isEqualTo("hello good bye");
        assertThat(json("/api/rooms/RM_api/transcript?version=1").getString("text"))
                .isEqualTo("draft");
        assertThat(json("/api/rooms/RM_api/transcript?version=live").getString("text"))
                .isEqualTo("raw words");
        problem("/api/rooms/RM_api/transcript?version=7", 404);
        assertThat(json("/api/rooms/RM_api/transcripts").getJsonArray("items")).hasSize(2);
    }

    @Test
    void findsLinesByTimeParticipantLanguageAndDuration() {
        assertThat(text("start=2.6")).isEqualTo("bonjour bye");
        assertThat(text("start=0&end=2")).isEqualTo("hello --> there");
        assertThat(text("participant=p2")).isEqualTo("bonjour");
        assertThat(text("participant=PA_1")).isEqualTo("hello --> there bye");
        assertThat(text("language=en")).isEqualTo("hello --> there bye");
        assertThat(text("language=FR")).isEqualTo("bonjour");
        assertThat(text("last=2")).isEqualTo("bonjour bye");
        assertThat(text("duration=1800")).isEqualTo("bye");
        assertThat(text("duration=2h")).isEqualTo("hello --> there bonjour bye");
        String at = java.time.Instant.ofEpochMilli(TALK.t0Millis() + 10_000).toString();
        assertThat(text("start=" + at)).isEqualTo("bye");
        assertThat(text("end=" + at)).isEqualTo("hello --> there bonjour");
        assertThat(json("/api/rooms/RM_talk/history?duration=1800&language=en").getString("text"))
                .isEqualTo("bye");
    }

    @Test
    void refusesBadAndMissingRangesAndUnknownRooms() {
        for (String range : List.of(
                "start=x",
                "start=-1",
                "start=NaN",
                "start=9&end=2",
                "duration=0",
                "duration=soon",
                "duration=5&start=1",
                "last=0",
                "version=0",
                "format=pdf",
                "language=%25",
                "run=-1",
                "strat=1",
                "start=%2B999999999-01-01T00:00:00Z",
                "end=-999999999-01-01T00:00:00Z",
                "duration=9999999999999999h",
                "start=1&start=2")) {
            problem("/api/rooms/RM_talk/transcript?" + range, 400);
        }
        assertThat(problem("/api/rooms/RM_talk/history", 400).getString("detail"))
                .contains("duration");
        problem("/api/rooms/RM_talk/history?end=5", 400);
        problem("/api/rooms?cursor=bm8", 400);
        problem("/api/rooms?limit=0", 400);
        problem("/api/rooms?status=open", 400);
        for (String of : List.of(
                "",
                "/participants",
                "/transcript",
                "/transcripts",
                "/history?duration=1h",
                "/analyses",
                "/analyses/summary",
                "/sessions",
                "/jobs",
                "/live")) {
            assertThat(problem("/api/rooms/RM_none" + of, 404).getString("type"))
                    .isEqualTo("urn:voxlog:problem:unknown-room");
        }
    }

    @Test
    void showsParticipantsAnalysesJobsAndTheRest() {
        JsonArray participants = json("/api/rooms/RM_talk/participants").getJsonArray("items");
        assertThat(participants.getJsonObject(1).getString("display_name")).isEqualTo("Béa 👩‍🚀");
        JsonObject summary = json("/api/rooms/RM_api/analyses/summary");
        assertThat(summary.getJsonObject("result").getString("text")).isEqualTo("all well");
        for (String type : List.of("sentiment", "%00", "x%00", "x".repeat(200))) {
            assertThat(problem("/api/rooms/RM_api/analyses/" + type, 404).getString("type"))
                    .isEqualTo("urn:voxlog:problem:not-found");
        }
        assertThat(ids("/api/rooms/RM_api/jobs")).containsExactly("RM_api/0/1/sentiment", "RM_api/0/1/summary");
        assertThat(ids("/api/jobs?type=sentiment&status=pending")).contains("RM_api/0/1/sentiment");
        for (String list : List.of("/api/rooms/RM_api/sessions", "/api/workers", "/api/interactions", "/api/config")) {
            assertThat(json(list).getJsonArray("items")).isNotNull();
        }
    }

    @Test
    void writesConfigurationAndShowsOnlyThePresenceOfKeys() {
        String path = "/api/config/ai/openai/post-call-analysis";
        String body = "{\"model_name\": \"gpt-4\", \"priority\": 100, \"api_key\": \"env:OPENAI_API_KEY\"}";
        HttpResponse<String> written = DOCUMENT.check(put(path, body));
        assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
        assertThat(json(path).getJsonObject("fields").getString("api_key")).isEqualTo("[set: env:OPENAI_API_KEY]");
        assertThat(monitor.get("/api/config").body()).contains("ai/openai/post-call-analysis");

        HttpResponse<String> refused = put(path, body.replace("env:OPENAI_API_KEY", "sk-live-raw"));
        assertThat(DOCUMENT.check(refused).statusCode()).isEqualTo(400);
        assertThat(refused.body()).doesNotContain("sk-live");
        for (String bad : List.of("", "[]", "{", "null", "7")) {
            assertThat(DOCUMENT.check(put(path, bad)).statusCode()).as(bad).isEqualTo(400);
        }
        assertThat(DOCUMENT.check(put(path, " ".repeat(70_000))).statusCode()).isEqualTo(413);
        assertThat(DOCUMENT.check(monitor.send(monitor.request(path, "Content-Type", "text/plain")
                                .PUT(BodyPublishers.ofString(body))))
                        .statusCode())
                .isEqualTo(415);

        assertThat(monitor.send(monitor.request(path).DELETE()).statusCode()).isEqualTo(204);
        assertThat(DOCUMENT.check(monitor.send(monitor.request(path).DELETE())).statusCode())
                .isEqualTo(404);
        problem(path, 404);
    }

    private static HttpResponse<String> put(String path, String body) {
        return monitor.send(
                monitor.request(path, "Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    private static String text(String query) {
        return json("/api/rooms/RM_talk/transcript?" + query).getString("text");
    }

    private static String body(String path, String type) {
        HttpResponse<String> answer = DOCUMENT.check(monitor.get(path));
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        return answer.body();
    }

    private static List<String> ids(String path) {
        return json(path).getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("id"))
                .toList();
    }

    private static JsonObject json(String path) {
        HttpResponse<String> answer = DOCUMENT.check(monitor.get(path));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static JsonObject problem(String path, int status) {
        HttpResponse<String> answer = DOCUMENT.check(monitor.get(path));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        return new JsonObject(answer.body());
    }
}
