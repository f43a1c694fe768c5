package io.voxlog.app.stack;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxlog.infra.postgres.Databases;
import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.runtime.ops.ReadinessProbe;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Asks what every process needs: the brokers and the registry; and Postgres. */
final class Probes implements AutoCloseable {
    static final String POSTGRES = "postgres";

    private static final int BOUND_SECONDS = 2;
    private static final String REGISTRY_API = "/apis/registry/v3";

    private final Admin admin;
    private final URI registry;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Probes(Admin admin, URI registry) {
        this.admin = admin;
        this.registry = registry;
    }

    static Probes of(NodeOptions options) {
        Admin admin = Admin.create(options.kafka().admin("voxlog-probe-" + options.workerId()));
        return new Probes(admin, registryInfo(options.registryUrl()));
    }

    /** A page of the registry that answers while it works. */
    static URI registryInfo(String url) {
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return URI.create((base.contains("/apis/") ? base : base + REGISTRY_API) + "/system/info");
    }

    ReadinessProbe kafka() {
        return new ReadinessProbe(
                "kafka",
                () -> Future.fromCompletionStage(
                                admin.describeCluster(new DescribeClusterOptions().timeoutMs(BOUND_SECONDS * 1_000))
                                        .nodes()
                                        .toCompletionStage())
                        .mapEmpty());
    }

    ReadinessProbe registry() {
        HttpRequest request = HttpRequest.newBuilder(registry)
                .timeout(Duration.ofSeconds(BOUND_SECONDS))
                .build();
        return new ReadinessProbe(
                "registry",
                () -> Future.fromCompletionStage(http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .thenAccept(answer -> {
                            if (answer.statusCode() != 200) {
                                throw new CompletionException(new StackFailedException(
                                        registry + " answers with status " + answer.statusCode()));
                            }
                        })));
    }

    static ReadinessProbe postgres(Vertx vertx, PostgresSettings settings) {
        return new ReadinessProbe(
                POSTGRES,
                () -> vertx.executeBlocking(
                        () -> {
                            Databases.check(settings, BOUND_SECONDS);
                            return null;
                        },
                        false));
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
