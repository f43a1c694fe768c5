package io.voxlog.app.stack;

import io.voxlog.infra.postgres.Databases;
import io.voxlog.infra.postgres.PostgresException;
import io.voxlog.runtime.KafkaSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;

/** Looks whether everything that a process needs can be reached, all at once, before anything is started. */
public final class Preflight {
    private static final int BOUND_SECONDS = 6;

    private Preflight() {}

    /**
     * Returns when all is there; some seconds at most.
     *
     * @throws StackFailedException naming each that is not, with its address and what to do
     */
    public static void check(NodeOptions options) {
        List<CompletableFuture<Optional<String>>> checks = new ArrayList<>();
        checks.add(CompletableFuture.supplyAsync(() -> kafka(options.kafka())));
        checks.add(CompletableFuture.supplyAsync(() -> registry(options.registryUrl())));
        options.plan()
                .postgres()
                .ifPresent(postgres -> checks.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        Databases.check(postgres, BOUND_SECONDS);
                        return Optional.empty();
                    } catch (PostgresException e) {
                        return Optional.of(e.getMessage() + ": start it, or correct VOXLOG_PG_URL");
                    }
                })));
        List<String> problems = checks.stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new StackFailedException(String.join(System.lineSeparator(), problems));
        }
    }

    private static Optional<String> kafka(KafkaSettings settings) {
        Map<String, Object> config = settings.admin("voxlog-preflight");
        config.put("request.timeout.ms", BOUND_SECONDS * 1_000);
        config.put("default.api.timeout.ms", BOUND_SECONDS * 1_000);
        String remedy =
                ": start it, or correct KAFKA_BOOTSTRAP_SERVERS (and KAFKA_SECURITY_PROTOCOL, if it wants TLS or"
                        + " a login)";
        try (Admin admin = Admin.create(config)) {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(BOUND_SECONDS * 1_000))
                    .nodes()
                    .get();
            return Optional.empty();
        } catch (KafkaException | ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Optional.of("Kafka at " + settings.bootstrapServers() + " does not answer (" + cause.getMessage()
                    + ")" + remedy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while asking Kafka at " + settings.bootstrapServers());
        }
    }

    private static Optional<String> registry(String url) {
        String problem;
        try {
            HttpResponse<Void> answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(BOUND_SECONDS))
                    .build()
                    .send(
                            HttpRequest.newBuilder(Probes.registryInfo(url))
                                    .timeout(Duration.ofSeconds(BOUND_SECONDS))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() == 200) {
                return Optional.empty();
            }
            problem = "answers with status " + answer.statusCode() + ", as no Apicurio Registry 3 does";
        } catch (IOException | IllegalArgumentException e) {
            problem = "does not answer (" + e + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = "was not asked to the end";
        }
        return Optional.of("Schema registry at " + url + " " + problem + ": start it, or correct SCHEMA_REGISTRY_URL");
    }
}
