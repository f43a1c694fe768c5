package io.voxlog.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.RoomStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LiveIT {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final ApiDocument DOCUMENT = new ApiDocument();

    private static ApiFixture monitor;

    @BeforeAll
    static void start() {
        monitor = ApiFixture.shared();
    }

    @Test
    void tellsOfWordsRoomsSpeakersAndAnalyses() {
        Talk talk = talk("RM_told");
        try (LiveClient client = LiveClient.open(monitor, "/api/rooms/RM_told/live");
                LiveClient all = LiveClient.open(monitor, "/api/live?events=final,analysis")) {
            monitor.write(talk.maySay(1, 0, "hel"), talk.maySay(1, 0, "hello"), talk.says(1, 0, 1, "en", "hello"));
            monitor.write(talk("RM_other").says(1, 0, 1, "en", "elsewhere"));
            monitor.write(new CallRecords("RM_told").result("summary", 100, ResultStatus.COMPLETED, "all well"));
            monitor.write(talk.state(RoomStatus.COMPLETED));

            await().atMost(BOUND)
                    .until(() -> client.events("speaking").size() == 2
                            && client.events("room").size() == 1
                            && client.events("analysis").size() == 1);
            assertThat(texts(client, "partial")).contains("hello");
            assertThat(texts(client, "final")).containsExactly("hello");
            assertThat(client.events("speaking").stream()
                            .map(event -> new JsonObject(event.data()).getBoolean("speaking")))
                    .containsExactly(true, false);
            assertThat(new JsonObject(client.events("final").get(0).data()).getString("speaker"))
                    .isEqualTo("Ann");
            assertThat(all.events("partial")).isEmpty();
            assertThat(texts(all, "final")).contains("hello", "elsewhere");
            for (String type : List.of("partial", "final", "room", "speaking", "analysis")) {
                String schema = "Live" + type.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + type.substring(1);
                client.events(type).forEach(event -> DOCUMENT.conforms(schema, event.data()));
            }
        }
    }

    @Test
    void finalsAndInterimsReachASubscriberWithin300Millis() {
        Talk talk = talk("RM_quick");
        List<Long> millis = new ArrayList<>();
        try (LiveClient client = LiveClient.open(monitor, "/api/rooms/RM_quick/live")) {
            for (int i = 0; i < 40; i++) {
                String type = i % 2 == 0 ? "final" : "partial";
                int before = client.events(type).size();
                long sent = System.nanoTime();
                monitor.write(i % 2 == 0 ? talk.says(1, i, i + 1, "en", "w") : talk.maySay(1, i, "w"));
                await().atMost(BOUND)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> client.events(type).size() > before);
                millis.add((client.events(type).get(before).nanos() - sent) / 1_000_000);
            }
        }
        millis.sort(null);
        System.getLogger("measured")
                .log(
                        System.Logger.Level.INFO,
                        "record sent to event received: median {0} ms, slowest of 40 {1} ms",
                        millis.get(20),
                        millis.get(39));
        assertThat(millis.get(20)).isLessThanOrEqualTo(300);
    }

    @Test
    void aSubscriberThatComesBackLosesNothingAndGetsNothingTwice() {
        int count = 400;
        for (String path : List.of("/api/rooms/RM_resumed/live", "/api/live?events=final")) {
            Talk talk = talk(path.contains("rooms") ? "RM_resumed" : "RM_resumed_all");
            monitor.write(talk.state(RoomStatus.ACTIVE));
            Talk other = talk("RM_noise");
            LiveClient first = LiveClient.open(monitor, path);
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> IntStream.range(0, count)
                    .forEach(i ->
                            monitor.write(talk.says(1, i, i + 1, "en", "w" + i), other.says(1, i, i + 1, "en", "-"))));
            List<String> got = new ArrayList<>();
            LiveClient client = first;
            while (!got.contains("w" + (count - 1))) {
                LiveClient current = client;
                int seen = got.size();
                await().atMost(BOUND).until(() -> own(current, talk).size() >= Math.min(37, count - seen));
                current.close();
                await().atMost(BOUND).until(current::ended);
                got.addAll(own(current, talk));
                client = LiveClient.open(monitor, path, "Last-Event-ID", current.lastId());
            }
            client.close();
            writer.join();
            assertThat(got)
                    .isEqualTo(IntStream.range(0, count).mapToObj(i -> "w" + i).toList());
        }
    }

    @Test
    void beginsFurtherBackIfAsked() {
        Talk talk = talk("RM_replayed");
        monitor.write(
                talk.state(RoomStatus.ACTIVE), talk.says(1, 0, 1, "en", "before"), talk.says(1, 1, 2, "en", "too"));
        try (LiveClient client = LiveClient.open(monitor, "/api/rooms/RM_replayed/live?replay=5m")) {
            await().atMost(BOUND).until(() -> client.events("final").size() == 2);
            monitor.write(talk.says(1, 2, 3, "en", "after"));
            await().atMost(BOUND).until(() -> client.events("final").size() == 3);
            assertThat(texts(client, "final")).containsExactly("before", "too", "after");
            try (LiveClient again = LiveClient.open(
                    monitor,
                    "/api/rooms/RM_replayed/live?after="
                            + client.events("final").get(0).id())) {
                await().atMost(BOUND).until(() -> again.events("final").size() == 2);
                assertThat(texts(again, "final")).containsExactly("too", "after");
            }
        }
    }

    @Test
    void aSubscriberThatDoesNotReadIsDroppedAndDoesNotDisturbOthers() throws Exception {
        Talk talk = talk("RM_slow");
        monitor.write(talk.state(RoomStatus.ACTIVE));
        double before = dropped();
        int count = 2_000;
        try (Socket idle = new Socket();
                LiveClient reader = LiveClient.open(monitor, "/api/rooms/RM_slow/live?replay=5m")) {
            idle.setReceiveBufferSize(4_096);
            idle.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), monitor.role.port()));
            OutputStream out = idle.getOutputStream();
            out.write("GET /api/rooms/RM_slow/live?replay=5m HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(idle.getInputStream().read()).isEqualTo('H');

            String longText = "x".repeat(5_000);
            for (int i = 0; i < count; i++) {
                monitor.producer.send(talk.says(1, i, i + 1, "en", longText));
                if (i % 100 == 99) {
                    int sent = i;
                    await().atMost(BOUND).until(() -> reader.events("final").size() > sent - 200);
                }
            }

            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(dropped()).isEqualTo(before + 1));
            await().atMost(BOUND).until(() -> reader.events("final").size() == count);
            assertThat(dropped()).isEqualTo(before + 1);
            assertThat(ended(idle)).isTrue();
        }
    }

    @Test
    void tellsBadIdsAndKeepsTheIdAliveWithoutEvents() {
        for (String id : List.of("x", "f0", "f0-", "z0-1", "f0-1.f0-2", "f0-99999999999999999999")) {
            assertThat(monitor.get("/api/live", "Last-Event-ID", id).statusCode())
                    .as(id)
                    .isEqualTo(400);
        }
        assertThat(monitor.get("/api/live?events=all").statusCode()).isEqualTo(400);
        for (String replay : List.of("48h", "9999999999999999h", "9999999999999999999h")) {
            assertThat(monitor.get("/api/live?replay=" + replay).statusCode())
                    .as(replay)
                    .isEqualTo(400);
        }
        assertThat(monitor.get("/api/live", "Accept", "application/json").statusCode())
                .isEqualTo(406);
        try (LiveClient client = LiveClient.open(monitor, "/api/live?events=room")) {
            String id = client.lastId();
            monitor.write(talk("RM_unheard").says(1, 0, 1, "en", "w"));
            await().atMost(BOUND).until(() -> !client.lastId().equals(id));
            assertThat(client.events("final")).isEmpty();
        }
    }

    /** Reads what lies in the buffers until the server's end of the connection. */
    private static boolean ended(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
        return true;
    }

    private static double dropped() {
        return monitor.meters.counter("voxlog.monitor.live.dropped").count();
    }

    private static Talk talk(String room) {
        Talk talk = new Talk(room, room, System.currentTimeMillis(), List.of("Ann"));
        if (monitor.get("/api/rooms/" + room).statusCode() == 404) {
            monitor.write(talk.state(RoomStatus.ACTIVE));
            await().atMost(BOUND).until(() -> monitor.get("/api/rooms/" + room).statusCode() == 200);
        }
        return talk;
    }

    private static List<String> own(LiveClient client, Talk talk) {
        return client.events("final").stream()
                .map(event -> new JsonObject(event.data()))
                .filter(data -> data.getString("room_id").equals(talk.room()))
                .map(data -> data.getString("text"))
                .toList();
    }

    private static List<String> texts(LiveClient client, String type) {
        return client.events(type).stream()
                .map(event -> new JsonObject(event.data()).getString("text"))
                .toList();
    }
}
