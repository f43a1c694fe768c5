package io.voxlog.notifier.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetServer;
import io.voxlog.notifier.Receiver;
import io.voxlog.notifier.delivery.Answer;
import io.voxlog.notifier.delivery.Delivery;
import io.voxlog.notifier.signing.SecretReferences;
import io.voxlog.notifier.subscription.Subscription;
import io.voxlog.runtime.Secret;
import io.voxlog.testkit.peer.Peers;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts against real servers, well-behaved and hostile. */
class HttpSenderIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final String BODY = "{\"type\":\"transcript.sealed\",\"text\":\"gr\u00fc\u00dfe\"}";
    private static final Delivery DELIVERY =
            new Delivery("msg_1", "hook", "transcript.sealed", "RM_a", "RM_a/0/1", BODY);

    private static Vertx vertx;

    @TempDir
    Path folder;

    private Receiver receiver;
    private HttpSender sender;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @BeforeEach
    void setUp() throws Exception {
        receiver = new Receiver(vertx);
        sender = sender(true);
    }

    @AfterEach
    void tearDown() throws Exception {
        sender.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
        receiver.close();
    }

    @Test
    void postsSignedJson() throws Exception {
        assertThat(send(receiver.url("/hooks?key=1"))).isEqualTo(new Answer(204, null, null));

        Receiver.Received received = receiver.received().get(0);
        received.assertSigned();
        assertThat(received.path()).isEqualTo("/hooks?key=1");
        assertThat(received.body()).isEqualTo(BODY);
        assertThat(received.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("webhook-id", "msg_1");
        assertThat(Long.parseLong(received.headers().get("webhook-timestamp")))
                .isCloseTo(Clock.systemUTC().instant().getEpochSecond(), org.assertj.core.data.Offset.offset(5L));
    }

    @Test
    void theLibraryOfTheSpecificationAcceptsIt() throws Exception {
        Path python = Peers.require("python-clients", "voxlog-python", System.getenv());
        send(receiver.url("/"));
        Receiver.Received received = receiver.received().get(0);
        Path body = folder.resolve("body");
        Files.writeString(body, received.body());

        Process verify = new ProcessBuilder(
                        python.toString(),
                        "-c",
                        "import sys; from standardwebhooks import Webhook; a = sys.argv; Webhook(a[1]).verify("
                                + "open(a[2], 'rb').read(), {'webhook-id': a[3], 'webhook-timestamp': a[4],"
                                + " 'webhook-signature': a[5]})",
                        Receiver.SECRET,
                        body.toString(),
                        received.id(),
                        received.headers().get("webhook-timestamp"),
                        received.headers().get("webhook-signature"))
                .redirectErrorStream(true)
                .start();
        String output = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(verify.waitFor()).as(output).isZero();
    }

    @Test
    void followsNoRedirect() throws Exception {
        receiver.answers(request -> request.response()
                .setStatusCode(307)
                .putHeader("location", receiver.url("/elsewhere"))
                .end());

        Answer answer = send(receiver.url("/"));

        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.error()).contains("redirects are not followed");
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void waitsNoLongerThanTheTimeout() throws Exception {
        receiver.answers(request -> {});

        long start = System.nanoTime();
        assertThat(send(receiver.url("/"))).isEqualTo(Answer.none("no answer in time"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(TIMEOUT, TIMEOUT.multipliedBy(3));
    }

    @Test
    void takesTheStatusOfAnAnswerThatNeverEnds() throws Exception {
        receiver.answers(request -> {
            HttpServerResponse response = request.response().setStatusCode(200).setChunked(true);
            long drip = vertx.setPeriodic(50, tick -> response.write("."));
            response.exceptionHandler(closed -> vertx.cancelTimer(drip))
                    .closeHandler(closed -> vertx.cancelTimer(drip));
        });

        assertThat(send(receiver.url("/"))).isEqualTo(new Answer(200, null, null));
    }

    @Test
    void readsNoMoreOfAHugeAnswerThanItMust() throws Exception {
        long[] written = new long[1];
        receiver.answers(request -> {
            HttpServerResponse response = request.response().setChunked(true);
            Buffer block = Buffer.buffer(new byte[64 * 1024]);
            response.exceptionHandler(closed -> {});
            pump(response, block, written);
        });

        assertThat(send(receiver.url("/"))).isEqualTo(new Answer(200, null, null));
        assertThat(written[0]).isLessThan(64L << 20);
    }

    @Test
    void takesOtherProtocolsAndHugeHeadersForNoAnswer() throws Exception {
        NetServer server = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(
                        data -> socket.write("HTTP/1.1 200 OK\r\nx: " + "y".repeat(100_000) + "\r\n\r\n")));
        int port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();

        assertThat(send("http://127.0.0.1:" + port + "/").status()).isNull();
        assertThat(send("https://127.0.0.1:" + port + "/").status()).isNull();
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void saysWhyThereIsNoAnswerWithoutTheUrl() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }

        assertThat(send("http://127.0.0.1:" + nobody + "/token")).isEqualTo(Answer.none("no connection"));
        assertThat(send("http://no-such-host.invalid/token")).isEqualTo(Answer.none("the host's name is not known"));
        assertThat(send("gopher://token").error()).contains("https://").doesNotContain("token");
        assertThat(send(receiver.url("/"), "env:NONE").error()).contains("variable NONE");
        assertThat(send(receiver.url("/"), null).error()).contains("nothing is sent unsigned");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void understandsWhenToComeAgain() throws Exception {
        receiver.answers(request -> request.response()
                .setStatusCode(429)
                .putHeader("retry-after", request.path().equals("/seconds") ? "120" : "Wed, 21 Oct 2015 07:28:00 GMT")
                .end());

        assertThat(send(receiver.url("/seconds")).retryAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(send(receiver.url("/date")).retryAfter()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "0x7f.1", "169.254.169.254"})
    void reachesNothingInsideUnlessAllowed(String host) throws Exception {
        HttpSender careful = sender(false);
        String port = receiver.url("").substring("http://127.0.0.1:".length());

        Answer answer = careful.send(hook("http://" + host + ":" + port + "/", "env:HOOK_SECRET"), DELIVERY)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        assertThat(answer.status()).isNull();
        assertThat(answer.error()).containsAnyOf("no public address", "no valid host", "name is not known");
        assertThat(receiver.received()).isEmpty();
        careful.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static void pump(HttpServerResponse response, Buffer block, long[] written) {
        response.write(block).onSuccess(done -> {
            written[0] += block.length();
            pump(response, block, written);
        });
    }

    private Answer send(String url) throws Exception {
        return send(url, "env:HOOK_SECRET");
    }

    private Answer send(String url, @Nullable String secretRef) throws Exception {
        return sender.send(hook(url, secretRef), DELIVERY).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Subscription hook(String url, @Nullable String secretRef) {
        return new Subscription("hook", url, secretRef, Set.of("transcript.sealed"), null, true);
    }

    private static HttpSender sender(boolean allowPrivate) {
        SecretReferences secrets = new SecretReferences(
                name -> name.equals("HOOK_SECRET") ? Optional.of(new Secret(Receiver.SECRET)) : Optional.empty());
        return new HttpSender(vertx, Clock.systemUTC(), TIMEOUT, allowPrivate, secrets);
    }
}
