package io.voxlog.app.cli;

import io.voxlog.app.stack.Logs;
import io.voxlog.infra.kafka.Drift;
import io.voxlog.infra.kafka.ProvisioningReport;
import io.voxlog.infra.kafka.TopicPlan;
import io.voxlog.infra.kafka.TopicProvisioner;
import io.voxlog.infra.kafka.TopicStatus;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.schemas.registry.SchemaRegistration;
import io.voxlog.schemas.registry.SchemaStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Provisions topics and schemas, or shows how the cluster differs from the plan. Never deletes anything. */
@Command(
        name = "topics",
        description = "Make what is missing of topics, share-group settings and schemas; or list them.",
        footer = {
            "",
            "The cluster is KAFKA_BOOTSTRAP_SERVERS [127.0.0.1:9092], the registry SCHEMA_REGISTRY_URL (schemas are left alone",
            "where it is not set)."
        })
public final class TopicsCommand {
    @Spec
    private CommandSpec spec;

    @Command(name = "apply", description = "Make what is missing; report what differs. Changes and deletes nothing.")
    int apply(
            @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT") Optional<String> server,
            @Option(names = "--registry", paramLabel = "URL") Optional<String> registry) {
        Logs.quiet();
        Env env = new Env(System.getenv());
        try (Admin admin = admin(env, server)) {
            print(new TopicProvisioner(admin, TopicPlan.load()).apply());
        }
        registry.or(() -> env.find("SCHEMA_REGISTRY_URL")).ifPresent(url -> print(new SchemaRegistration(url).apply()));
        return 0;
    }

    @Command(name = "list", description = "Every topic of the plan, whether it is there, and what differs.")
    int list(
            @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT") Optional<String> server,
            @Option(names = "--registry", paramLabel = "URL") Optional<String> registry) {
        Logs.quiet();
        Env env = new Env(System.getenv());
        try (Admin admin = admin(env, server)) {
            print(new TopicProvisioner(admin, TopicPlan.load()).diff());
        }
        registry.or(() -> env.find("SCHEMA_REGISTRY_URL")).ifPresent(url -> print(new SchemaRegistration(url).list()));
        return 0;
    }

    private void print(ProvisioningReport report) {
        PrintWriter out = spec.commandLine().getOut();
        for (TopicStatus topic : report.topics()) {
            out.printf(
                    "%-24s %s%n", topic.planned().name(), topic.state().name().toLowerCase(java.util.Locale.ROOT));
        }
        for (Drift drift : report.drift()) {
            out.println("differs: " + drift);
        }
        out.flush();
    }

    private void print(List<SchemaStatus> schemas) {
        PrintWriter out = spec.commandLine().getOut();
        for (SchemaStatus status : schemas) {
            out.printf(
                    "%-24s %-32s %s%n",
                    status.schema().topic(),
                    status.schema().schema().getName(),
                    status.state().name().toLowerCase(java.util.Locale.ROOT));
        }
        out.flush();
    }

    private static Admin admin(Env env, Optional<String> server) {
        String bootstrap = server.orElseGet(() -> env.string("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"));
        return Admin.create(KafkaSettings.of(bootstrap).admin("voxlog-topics"));
    }
}
