package io.voxlog.app.cli;

import io.voxlog.app.stack.Logs;
import io.voxlog.infra.kafka.BrokerCheck;
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
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    private static final String REGISTRY = "SCHEMA_REGISTRY_URL";

    @Spec
    private CommandSpec spec;

    @Command(name = "apply", description = "Make what is missing; report what differs. Changes and deletes nothing.")
    int apply(@Mixin ClusterOptions cluster) {
        Logs.quiet();
        Env env = cluster.env();
        try (Admin admin = admin(env)) {
            print(new TopicProvisioner(admin, TopicPlan.load()).apply());
        }
        env.find(REGISTRY).ifPresent(url -> print(new SchemaRegistration(url).apply()));
        return 0;
    }

    @Command(name = "list", description = "Every topic of the plan, whether it is there, and what differs.")
    int list(@Mixin ClusterOptions cluster) {
        Logs.quiet();
        Env env = cluster.env();
        try (Admin admin = admin(env)) {
            print(new TopicProvisioner(admin, TopicPlan.load()).diff());
        }
        env.find(REGISTRY).ifPresent(url -> print(new SchemaRegistration(url).list()));
        return 0;
    }

    @Command(
            name = "diff",
            description = {
                "Only what differs from the plan: topics, their settings, share groups, schemas, and the broker settings that",
                "the guarantees rest on. Exit status 1 if anything does."
            })
    int diff(@Mixin ClusterOptions cluster) {
        Logs.quiet();
        Env env = cluster.env();
        List<String> differences = new ArrayList<>();
        try (Admin admin = admin(env)) {
            ProvisioningReport report = new TopicProvisioner(admin, TopicPlan.load()).diff();
            report.named(TopicStatus.State.MISSING).forEach(topic -> differences.add("missing: topic " + topic));
            report.drift().forEach(drift -> differences.add("differs: " + drift));
            new BrokerCheck(admin).diff().forEach(drift -> differences.add("differs: " + drift));
        }
        env.find(REGISTRY)
                .ifPresent(url -> new SchemaRegistration(url)
                        .list().stream()
                                .filter(status -> status.state() == SchemaStatus.State.MISSING)
                                .forEach(status -> differences.add("missing: schema "
                                        + status.schema().schema().getName() + " of "
                                        + status.schema().topic())));
        PrintWriter out = spec.commandLine().getOut();
        differences.forEach(out::println);
        out.flush();
        return differences.isEmpty() ? 0 : 1;
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

    private static Admin admin(Env env) {
        KafkaSettings kafka = KafkaSettings.from(env, "127.0.0.1:9092");
        env.check();
        return Admin.create(kafka.admin("voxlog-topics"));
    }
}
