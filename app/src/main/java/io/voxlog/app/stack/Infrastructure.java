package io.voxlog.app.stack;

import io.voxlog.infra.kafka.EmbeddedKafka;
import io.voxlog.infra.kafka.TopicPlan;
import io.voxlog.infra.kafka.TopicProvisioner;
import io.voxlog.infra.postgres.Databases;
import io.voxlog.infra.postgres.EmbeddedPostgresConfig;
import io.voxlog.infra.postgres.EmbeddedPostgresServer;
import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.infra.registry.RegistryConfig;
import io.voxlog.infra.registry.RegistryProcess;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.process.ChildProcesses;
import io.voxlog.schemas.registry.SchemaRegistration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Broker, database and registry of an embedded stack, provisioned. Started and closed by one thread. */
public final class Infrastructure implements AutoCloseable {
    private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(15);
    private static final String DATABASE = "voxlog";
    private static final String REGISTRY_DATABASE = "voxlog_registry";

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final EmbeddedKafka kafka;
    private final PostgresSettings postgres;
    private final RegistryProcess registry;

    private Infrastructure(StackOptions options, Consumer<String> progress) {
        Path data = options.dataFolder();
        Path programs = options.programs();
        try {
            ChildProcesses children = own(ChildProcesses.open(data, SHUTDOWN_GRACE));
            CompletableFuture<EmbeddedKafka> broker = CompletableFuture.supplyAsync(() -> broker(options));
            own(() -> broker.handle((started, fault) -> Optional.ofNullable(started))
                    .join()
                    .ifPresent(EmbeddedKafka::close));
            PostgresSettings server = PostgresSettings.from(new Env(System.getenv()))
                    .orElseGet(() -> own(EmbeddedPostgresServer.start(
                                    children, new EmbeddedPostgresConfig(data.resolve("postgres"), programs, 0)))
                            .settings());
            progress.accept("Postgres on " + server.host() + ":" + server.port());
            this.postgres = Databases.ensure(server, DATABASE);
            PostgresSettings schemas = Databases.ensure(server, REGISTRY_DATABASE);
            this.registry = own(RegistryProcess.start(
                    children, new RegistryConfig(data.resolve("registry"), programs, 0, schemas)));
            int count = new SchemaRegistration(registry.url()).apply().size();
            progress.accept("Apicurio Registry on 127.0.0.1:" + registry.port() + ", " + count + " schemas");
            this.kafka = joined(broker);
            progress.accept("Kafka broker on " + kafka.bootstrapServers() + ", topics ready");
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts all three; what had started is stopped again where one does not. */
    public static Infrastructure start(StackOptions options, Consumer<String> progress) {
        return new Infrastructure(options, progress);
    }

    /** The broker in this process. */
    public EmbeddedKafka kafka() {
        return kafka;
    }

    /** host:port of the broker. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Database of the projections. */
    public PostgresSettings postgres() {
        return postgres;
    }

    /** The same for psql. The server listens on loopback only; its password lies in the data folder. */
    public String databaseUrl() {
        return "postgresql://" + postgres.user() + ":" + postgres.password().reveal() + "@" + postgres.host() + ":"
                + postgres.port() + "/" + postgres.database();
    }

    public String registryUrl() {
        return registry.url();
    }

    @Override
    public void close() {
        RuntimeException fault = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                StackFailedException failed = new StackFailedException("a part of the stack did not stop cleanly", e);
                if (fault == null) {
                    fault = failed;
                } else {
                    fault.addSuppressed(failed);
                }
            }
        }
        if (fault != null) {
            throw fault;
        }
    }

    private static EmbeddedKafka broker(StackOptions options) {
        EmbeddedKafka started = EmbeddedKafka.start(options.dataFolder().resolve("kafka"), options.kafkaPort());
        KafkaSettings settings = KafkaSettings.of(started.bootstrapServers());
        try (Admin admin = Admin.create(settings.admin("voxlog-provisioning"))) {
            new TopicProvisioner(admin, TopicPlan.load()).apply();
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T own(T part) {
        opened.push(part);
        return part;
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
