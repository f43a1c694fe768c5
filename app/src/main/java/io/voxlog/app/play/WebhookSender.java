package io.voxlog.app.play;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.voxlog.livekit.WebhookSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import livekit.LivekitWebhook.WebhookEvent;

/**
 * Posts webhooks as a LiveKit server does: protobuf JSON, signed over its raw bytes, the same token and body on each
 * retry. Unlike a server it retries for as long as its patience lasts, so that a restarting receiver loses nothing.
 * Blocking.
 */
final class WebhookSender {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI target;
    private final WebhookSigner signer;
    private final Duration patience;

    /**
     * @param base such as {@code http://127.0.0.1:8080}
     * @param patience how long one event is retried
     */
    WebhookSender(URI base, WebhookSigner signer, Duration patience) {
        this.target = base.resolve("/webhooks/livekit");
        this.signer = signer;
        this.patience = patience;
    }

    /** Returns when the receiver has answered 200. */
    void send(WebhookEvent event) throws InterruptedException {
        byte[] body = json(event).getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(TIMEOUT)
                .header("Authorization", signer.sign(body))
                .header("Content-Type", "application/webhook+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        long deadline = System.nanoTime() + patience.toNanos();
        for (int attempt = 1; ; attempt++) {
            String refusal = attempt(request);
            if (refusal.isEmpty()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new PlayFailedException(
                        "webhook " + event.getEvent() + " was not accepted by " + target + ": " + refusal);
            }
            TimeUnit.MILLISECONDS.sleep(Math.min(250L * attempt, 1_000));
        }
    }

    /** Empty if accepted, else why not; a refusal that no retry can mend is thrown. */
    private String attempt(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            int status = response.statusCode();
            if (status == 200) {
                return "";
            }
            if (status >= 400 && status < 500 && status != 429) {
                throw new PlayFailedException("webhook refused by " + target + ": " + status + " " + response.body());
            }
            return status + " " + response.body();
        } catch (IOException e) {
            return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
        }
    }

    private static String json(WebhookEvent event) {
        try {
            return JsonFormat.printer().omittingInsignificantWhitespace().print(event);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a webhook event is always printable", e);
        }
    }
}
