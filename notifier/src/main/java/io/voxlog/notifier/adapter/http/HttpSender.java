package io.voxlog.notifier.adapter.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.voxlog.notifier.delivery.Answer;
import io.voxlog.notifier.delivery.Delivery;
import io.voxlog.notifier.delivery.Sender;
import io.voxlog.notifier.receiver.RefusedTargetException;
import io.voxlog.notifier.receiver.Target;
import io.voxlog.notifier.signing.SecretReferences;
import io.voxlog.notifier.signing.UnusableSecretException;
import io.voxlog.notifier.signing.WebhookSigner;
import io.voxlog.notifier.subscription.Subscription;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLException;

/**
 * POSTs deliveries by the Standard Webhooks specification. The host's name is looked up, the addresses are checked, and
 * the connection is made to a checked one; TLS and the Host header go by the name. Redirects are not followed, no proxy
 * is used. Names and secret files are read on a worker pool of its own, so that a slow resolver delays only webhooks.
 */
public final class HttpSender implements Sender {
    private static final int WORKERS = 16;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int CONNECTIONS_PER_HOST = 64;
    private static final int IDLE_SECONDS = 60;

    private final Clock clock;
    private final Duration timeout;
    private final boolean allowPrivate;
    private final SecretReferences secrets;
    private final Context context;
    private final WorkerExecutor workers;
    private final HttpClient client;

    /** @param timeout of an attempt as a whole */
    public HttpSender(Vertx vertx, Clock clock, Duration timeout, boolean allowPrivate, SecretReferences secrets) {
        this.clock = clock;
        this.timeout = timeout;
        this.allowPrivate = allowPrivate;
        this.secrets = secrets;
        this.context = vertx.getOrCreateContext();
        this.workers = vertx.createSharedWorkerExecutor("voxlog-notifier", WORKERS);
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) Math.min(CONNECT_MILLIS, timeout.toMillis()))
                        .setKeepAliveTimeout(IDLE_SECONDS)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST));
    }

    @Override
    public CompletionStage<Answer> send(Subscription subscription, Delivery delivery) {
        Attempt attempt = new Attempt(context, clock, timeout);
        context.runOnContext(started -> {
            attempt.begin();
            workers.executeBlocking(() -> prepare(subscription, delivery), false)
                    .onSuccess(post -> exchange(attempt, post))
                    .onFailure(attempt::failed);
        });
        return attempt.answer();
    }

    @Override
    public CompletionStage<Void> close() {
        return client.close().transform(closed -> workers.close()).toCompletionStage();
    }

    private record Post(RequestOptions options, Buffer body) {}

    /** Blocks for the look-up of the name and the reading of the secret. */
    private Post prepare(Subscription subscription, Delivery delivery) {
        Target target = Target.parse(subscription.url());
        WebhookSigner signer = WebhookSigner.of(secrets.find(subscription.secretRef()));
        InetAddress address = Target.choose(resolve(target.host()), allowPrivate);
        Buffer body = Buffer.buffer(delivery.body());
        long timestamp = clock.instant().getEpochSecond();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(target.tls())
                .setHost(target.host())
                .setPort(target.port())
                .setURI(target.path())
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, target.port())))
                .setFollowRedirects(false)
                .putHeader("content-type", "application/json")
                .putHeader("user-agent", "Voxlog-Webhooks/1")
                .putHeader("webhook-id", delivery.id())
                .putHeader("webhook-timestamp", String.valueOf(timestamp))
                .putHeader("webhook-signature", signer.sign(delivery.id(), timestamp, body.getBytes()));
        return new Post(options, body);
    }

    private void exchange(Attempt attempt, Post post) {
        if (attempt.over()) {
            return;
        }
        client.request(post.options()).onFailure(attempt::failed).onSuccess(request -> {
            attempt.sent(request);
            request.send(post.body()).onSuccess(attempt::answered).onFailure(attempt::failed);
        });
    }

    private static List<InetAddress> resolve(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new UnknownTargetException();
        }
    }

    /** Why nothing came back, in words that hold neither the URL nor what a peer wrote. */
    static String reason(Throwable fault) {
        if (fault instanceof RefusedTargetException
                || fault instanceof UnusableSecretException
                || fault instanceof UnknownTargetException) {
            return String.valueOf(fault.getMessage());
        }
        if (fault instanceof ConnectException) {
            return "no connection";
        }
        if (fault instanceof SSLException) {
            return "TLS failed";
        }
        return "connection failed: " + fault.getClass().getSimpleName();
    }

    private static final class UnknownTargetException extends IllegalStateException {
        UnknownTargetException() {
            super("the host's name is not known");
        }
    }
}
