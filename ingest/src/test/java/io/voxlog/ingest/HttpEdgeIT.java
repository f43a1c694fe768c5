package io.voxlog.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.ingest.http.CorsPolicy;
import io.voxlog.ingest.http.EdgeSettings;
import io.voxlog.ingest.metric.Counters;
import io.voxlog.livekit.WebhookSigner;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Peers that lie, dawdle, guess, or come from foreign pages. */
final class HttpEdgeIT {
    private static final String PAGE = "https://app.example.com";
    private static final String WEBHOOK = "POST /webhooks/livekit HTTP/1.1\r\nHost: voxlog\r\n";
    private static IngestFixture ingest;

    @BeforeAll
    static void start() {
        ingest = new IngestFixture(config -> new IngestConfig(
                config.host(),
                config.port(),
                config.keys(),
                Map.of(IngestFixture.KEY, "eu-1"),
                new IngestConfig.Organization(
                        Optional.of("/org"), Optional.of(Pattern.compile("([a-z]+)-.*")), Map.of("us-1", "initech")),
                64 * 1024,
                config.storeTimeout(),
                config.seenWindow(),
                config.seenEvents(),
                config.audio(),
                config.owner(),
                new EdgeSettings(CorsPolicy.parse(PAGE), Duration.ofMillis(800), Duration.ofSeconds(2), 20, 10)));
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void bodiesBeyondTheLimitAre413DeclaredOrChunkedAndTheConnectionEnds() throws IOException {
        assertThat(raw(WEBHOOK + signed(new byte[0]) + "Content-Length: 999999999999\r\n\r\nabc"))
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json", "INGEST_MAX_WEBHOOK_BYTES");
        StringBuilder chunks = new StringBuilder(WEBHOOK + signed(new byte[0]) + "Transfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 17; i++) {
            chunks.append("1000\r\n").append("x".repeat(4_096)).append("\r\n");
        }
        assertThat(raw(chunks.toString())).startsWith("HTTP/1.1 413");
    }

    @Test
    void lengthsThatLieAreRefusedAndNeverWaitedForLong() throws IOException {
        long before = ingest.role().counter(Counters.REQUESTS_TIMED_OUT);
        assertThat(raw(WEBHOOK + signed(new byte[0]) + "Content-Length: 1000\r\n\r\nten bytes."))
                .startsWith("HTTP/1.1 408");
        assertThat(ingest.role().counter(Counters.REQUESTS_TIMED_OUT)).isGreaterThan(before);
        assertThat(raw(WEBHOOK + signed(new byte[0]) + "Content-Length: 3\r\n\r\nmore than three bytes\r\n\r\n"))
                .startsWith("HTTP/1.1 401");
        for (String length : List.of("-1", "ten", "9999999999999999999999")) {
            assertThat(raw(WEBHOOK + signed(new byte[0]) + "Content-Length: " + length + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 4");
        }
        assertThat(raw(WEBHOOK + "X: " + "y".repeat(40_000) + "\r\n\r\n")).startsWith("HTTP/1.1 4");
    }

    @Test
    void aHeadThatDripsIsCutOff() throws IOException {
        try (Socket slow = connect()) {
            slow.getOutputStream().write(WEBHOOK.getBytes(StandardCharsets.US_ASCII));
            long began = System.nanoTime();
            assertThat(slow.getInputStream().read()).as("end of connection").isEqualTo(-1);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void noMoreThanSoManyConnections() throws IOException {
        List<Socket> idle = new java.util.ArrayList<>();
        try {
            for (int i = 0; i < 30; i++) {
                idle.add(connect());
            }
            org.awaitility.Awaitility.await().until(() -> ingest.role().counter(Counters.CONNECTIONS_REFUSED) > 0);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
        org.awaitility.Awaitility.await()
                .ignoreExceptions()
                .until(() -> raw("GET /nowhere HTTP/1.1\r\nHost: voxlog\r\nConnection: close\r\n\r\n")
                        .startsWith("HTTP/1.1 404"));
    }

    @Test
    void whoCannotSignIsThrottledAndWhoCanIsNot() {
        byte[] body = "{\"event\":\"room_started\",\"id\":\"EV_throttle\"}".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> last = ingest.webhook(body, "nonsense");
        for (int i = 0; i < 40 && last.statusCode() != 429; i++) {
            assertThat(last.statusCode()).isEqualTo(401);
            last = ingest.webhook(body, "nonsense");
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        assertThat(last.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(ingest.role().counter(Counters.AUTHENTICATION_THROTTLED)).isPositive();
        HttpResponse<String> audio = ingest.send(HttpRequest.newBuilder(ingest.uri("http", "/audio"))
                .header("Authorization", "nonsense")
                .build());
        assertThat(audio.statusCode()).isEqualTo(429);
        for (int i = 0; i < 20; i++) {
            assertThat(ingest.webhook("{\"event\":\"room_started\",\"id\":\"EV_signed" + i + "\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void onlyPagesOfListedOriginsMayCall() throws IOException {
        assertThat(raw(options("https://evil.example")))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("Allow-Origin");
        assertThat(raw(options(PAGE)))
                .startsWith("HTTP/1.1 204")
                .containsIgnoringCase("access-control-allow-origin: " + PAGE)
                .containsIgnoringCase("access-control-allow-methods: POST")
                .containsIgnoringCase("vary: origin");
        assertThat(raw("OPTIONS /audio HTTP/1.1\r\nHost: voxlog\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 204")
                .doesNotContainIgnoringCase("access-control");
        String upgrade = "GET /audio HTTP/1.1\r\nHost: voxlog\r\nConnection: close\r\nUpgrade: websocket\r\n";
        assertThat(raw(upgrade + "Origin: https://evil.example\r\n\r\n")).startsWith("HTTP/1.1 403");
    }

    @Test
    void anOrganizationIsFoundByRuleAndItsAbsenceLosesNothing() {
        long before = ingest.role().counter(Counters.ORGANIZATION_UNRESOLVED);
        room("EV_meta", "acme-x", "{\\\"org\\\":\\\"globex\\\"}");
        room("EV_name", "acme-x", "no json {");
        room("EV_deep", "UPPER", "[".repeat(3_000));
        room("EV_none", "UPPER", "{\\\"org\\\":{}}");

        assertThat(organization("EV_meta")).isEqualTo("globex");
        assertThat(organization("EV_name")).isEqualTo("acme");
        assertThat(organization("EV_deep")).isNull();
        assertThat(organization("EV_none")).isNull();
        assertThat(ingest.role().counter(Counters.ORGANIZATION_UNRESOLVED) - before)
                .isEqualTo(2);
    }

    private static void room(String id, String name, String metadata) {
        assertThat(ingest.webhook("{\"event\":\"room_started\",\"id\":\"" + id + "\",\"room\":{\"sid\":\"RM_" + id
                                + "\",\"name\":\"" + name + "\",\"creationTime\":\"1790000000\",\"metadata\":\""
                                + metadata
                                + "\"}}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String organization(String id) {
        return ingest.cluster.reader().values(Topics.LIVEKIT_EVENTS, RoomEvent.class).stream()
                .filter(event -> event.getId().equals(id))
                .findFirst()
                .orElseThrow()
                .getOrganizationId();
    }

    private static String options(String origin) {
        return "OPTIONS /webhooks/livekit HTTP/1.1\r\nHost: voxlog\r\nConnection: close\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: POST\r\n\r\n";
    }

    private static String signed(byte[] body) {
        return "Authorization: "
                + new WebhookSigner(IngestFixture.KEY, IngestFixture.SECRET, Clock.systemUTC()).sign(body) + "\r\n";
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), ingest.uri("http", "/").getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** What comes back until the server ends the connection. */
    private static String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
