package io.voxlog.app.stack;

import io.voxlog.infra.kafka.TopicPlan;
import io.voxlog.infra.kafka.TopicProvisioner;
import io.voxlog.infra.kafka.TopicStatus;
import io.voxlog.schemas.registry.SchemaRegistration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;

/** Sees to it that a cluster has what a process needs: topics, share-group settings and schemas. */
public final class Provisioning {
    private Provisioning() {}

    /**
     * Makes what is missing, or only looks. Processes that start at the same time may all do this.
     *
     * @param make false to change nothing
     * @throws RuntimeException naming what is missing or differs so that no process may run on it
     */
    public static void of(NodeOptions options, boolean make) {
        CompletableFuture<?> schemas = make
                ? CompletableFuture.runAsync(() -> new SchemaRegistration(options.registryUrl()).apply())
                : CompletableFuture.completedFuture(null);
        try (Admin admin = Admin.create(options.kafka().admin("voxlog-provisioning"))) {
            TopicProvisioner provisioner = new TopicProvisioner(admin, TopicPlan.load());
            if (make) {
                provisioner.apply();
            } else {
                requireTopics(provisioner);
            }
        }
        try {
            schemas.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void requireTopics(TopicProvisioner provisioner) {
        List<String> missing = provisioner.diff().named(TopicStatus.State.MISSING);
        if (!missing.isEmpty()) {
            throw new StackFailedException("topics are missing: " + String.join(", ", missing)
                    + ". Make them with ./voxlog topics apply, or set VOXLOG_PROVISION=true");
        }
    }
}
