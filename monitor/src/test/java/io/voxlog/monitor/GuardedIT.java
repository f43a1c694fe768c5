package io.voxlog.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is let in, and what they are told who are not. */
@Timeout(60)
class GuardedIT {
    private static final ApiDocument DOCUMENT = new ApiDocument();
    private static final String STRANGER = "https://evil.example";

    private static ApiFixture monitor;

    @BeforeAll
    static void start() {
        monitor = ApiFixture.shared();
    }

    @Test
    void asksForTheTokenThenForPatienceAndSaysWhenPostgresIsAway() {
        String rooms = monitor.guardedUrl() + "/api/rooms";
        HttpResponse<String> without = expect(monitor.get(rooms), 401);
        assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"voxlog\"");
        for (String wrong : List.of("Bearer x", "Bearer", "Basic eDp4", ApiFixture.TOKEN)) {
            expect(monitor.get(rooms, "Authorization", wrong), 401);
        }
        HttpResponse<String> away = expect(monitor.get(rooms, "Authorization", "bearer " + ApiFixture.TOKEN), 503);
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        assertThat(away.body()).contains("Postgres is not reached").doesNotContain("127.0.0.1:1");
        assertThat(monitor.get(monitor.guardedUrl() + "/").statusCode()).isEqualTo(200);

        HttpResponse<String> last = away;
        for (int i = 0; i <= ApiFixture.GUARDED_RATE && last.statusCode() != 429; i++) {
            last = monitor.get(rooms, "Authorization", "Bearer " + ApiFixture.TOKEN, "Origin", ApiFixture.FRIEND);
        }
        expect(last, 429);
        assertThat(last.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 6L);
        isReadableByAFriend(last);

        HttpResponse<String> preflight = options(rooms, ApiFixture.FRIEND);
        for (int i = 0; i <= ApiFixture.GUARDED_RATE && preflight.statusCode() != 429; i++) {
            preflight = options(rooms, ApiFixture.FRIEND);
        }
        isReadableByAFriend(expect(preflight, 429));
    }

    @Test
    void letsPagesOfTheAllowListInAndNoOthers() {
        HttpResponse<String> friend = monitor.get("/api/rooms", "Origin", ApiFixture.FRIEND);
        assertThat(friend.headers().firstValue("Access-Control-Allow-Origin")).contains(ApiFixture.FRIEND);
        assertThat(friend.headers().firstValue("Vary"))
                .hasValueSatisfying(vary -> assertThat(vary).contains("Origin"));
        HttpResponse<String> preflight = options("/api/rooms", ApiFixture.FRIEND);
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .contains("GET, PUT, DELETE");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElse(""))
                .contains("Authorization", "Last-Event-ID");

        HttpResponse<String> stranger = monitor.get("/api/rooms", "Origin", STRANGER);
        assertThat(stranger.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(stranger.headers().firstValue("Cross-Origin-Resource-Policy"))
                .contains("same-origin");
        expect(options("/api/rooms", STRANGER), 403);
        for (String origin :
                List.of(STRANGER, "null", ApiFixture.FRIEND + ".evil.example", "http://desk.example.org")) {
            expect(
                    monitor.send(
                            monitor.request("/api/config/webhook/x", "Origin", origin, "Content-Type", "text/plain")
                                    .PUT(BodyPublishers.ofString("{}"))),
                    403);
        }
        HttpResponse<String> own = monitor.send(monitor.request("/api/config/webhook/x", "Origin", monitor.url())
                .DELETE());
        expect(own, 404);
    }

    @Test
    void refusesForeignHostNamesWhileThereIsNoToken() throws IOException {
        assertThat(raw("GET /api/rooms HTTP/1.1\r\nHost: rebound.evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421")
                .contains("urn:voxlog:problem:unknown-host");
        assertThat(raw("GET /api/rooms HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void everyErrorIsAProblem() throws IOException {
        expect(monitor.get("/api"), 404);
        expect(monitor.get("/api/nothing"), 404);
        expect(monitor.get("/nothing.html"), 404);
        expect(monitor.get("/../openapi.yaml/%2e%2e/%2e%2e/etc/passwd"), 404);
        HttpResponse<String> posted =
                expect(monitor.send(monitor.request("/api/rooms").POST(BodyPublishers.ofString("{}"))), 405);
        assertThat(posted.headers().firstValue("Allow")).contains("GET, OPTIONS");
        HttpResponse<String> config =
                monitor.send(monitor.request("/api/config/webhook/x").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(config.headers().firstValue("Allow")).contains("DELETE, GET, PUT, OPTIONS");
        expect(monitor.get("/api/rooms", "Accept", "text/html"), 406);
        expect(monitor.get("/api/rooms/RM_x/transcript", "Accept", "image/png, text/*;q=0"), 406);
        expect(monitor.get("/api/config/webhook/" + "x".repeat(200)), 400);
        expect(monitor.get("/api/rooms/" + "x".repeat(200)), 404);
        expect(monitor.get("/api/rooms/%00"), 404);
        assertThat(raw("GET /api/rooms/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
        assertThat(raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .containsPattern("^HTTP/1.. 400")
                .contains("application/problem+json");
    }

    @Test
    void sendsThePageWithHeadersThatKeepItToItself() {
        HttpResponse<String> page = monitor.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Voxlog</title>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        HttpResponse<String> module = monitor.get("/assets/main.js");
        assertThat(module.headers().firstValue("Content-Type").orElse("")).contains("javascript");
    }

    private static void isReadableByAFriend(HttpResponse<String> answer) {
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(ApiFixture.FRIEND);
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("Retry-After");
    }

    private static HttpResponse<String> options(String url, String origin) {
        return monitor.send(monitor.request(url, "Origin", origin, "Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    private static HttpResponse<String> expect(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer + " " + answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        DOCUMENT.conforms("Problem", answer.body());
        return answer;
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), monitor.role.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
