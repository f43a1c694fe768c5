package io.voxlog.infra.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** Compares the brokers of a cluster with the settings that Voxlog's guarantees rest on. Calls block. */
public final class BrokerCheck {
    private static final long PATIENCE_SECONDS = 20;
    private static final String UNKNOWN = "not told";

    private final Admin admin;

    /** @param admin stays the caller's */
    public BrokerCheck(Admin admin) {
        this.admin = admin;
    }

    /** What differs, by broker and setting. */
    public List<Drift> diff() {
        List<String> ids = brokers().stream().map(Node::idString).toList();
        Map<String, Map<String, String>> found =
                new TreeMap<>(new ClusterState(admin).settings(ConfigResource.Type.BROKER, ids));
        List<Drift> drift = new ArrayList<>();
        found.forEach((id, settings) -> BrokerSettings.required().forEach((name, wanted) -> {
            String actual = settings.getOrDefault(name, UNKNOWN);
            if (!wanted.equals(actual)) {
                drift.add(new Drift("broker " + id, name, wanted, actual));
            }
        }));
        return drift;
    }

    private Collection<Node> brokers() {
        try {
            return admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException("interrupted while asking for the brokers", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new ProvisioningException("cannot ask for the brokers: " + e.getMessage(), e);
        }
    }
}
