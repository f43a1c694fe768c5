package io.voxlog.app.stack;

import io.vertx.core.Future;
import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.ops.ReadinessProbe;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The roles of a process, started together and stopped in reverse. */
final class RoleSet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RoleSet.class);
    private static final Duration BOUND = Duration.ofSeconds(90);

    private final List<Role> roles;
    private final Deque<Role> started = new ArrayDeque<>();

    private RoleSet(List<Role> roles) {
        this.roles = List.copyOf(roles);
        startAll();
    }

    /** Starts the roles side by side and returns when all work. */
    static RoleSet start(List<Role> roles) {
        return new RoleSet(roles);
    }

    /** The role of this kind, if it is one of these. */
    <T extends Role> Optional<T> find(Class<T> kind) {
        return roles.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** Sids of all rooms that the roles work on; from any thread. */
    Set<String> rooms() {
        Set<String> rooms = new HashSet<>();
        roles.forEach(role -> rooms.addAll(role.rooms()));
        return rooms;
    }

    List<ReadinessProbe> probes() {
        return roles.stream().flatMap(role -> role.probes().stream()).toList();
    }

    /** What fails to stop is logged and does not keep the rest. */
    @Override
    public void close() {
        while (!started.isEmpty()) {
            Role role = started.pop();
            try {
                join(role, "stop", role.stop());
            } catch (StackFailedException e) {
                LOG.atWarn()
                        .setMessage("a role did not stop cleanly")
                        .addKeyValue(LogKey.COMPONENT, role.name())
                        .setCause(e)
                        .log();
            }
        }
    }

    private void startAll() {
        Map<Role, Future<Void>> starts = new LinkedHashMap<>();
        for (Role role : roles) {
            started.push(role);
            starts.put(role, role.start());
        }
        try {
            starts.forEach((role, start) -> join(role, "start", start));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static void join(Role role, String what, Future<Void> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new StackFailedException("role " + role.name() + " did not " + what, e.getCause());
        } catch (TimeoutException e) {
            throw new StackFailedException(
                    "role " + role.name() + " did not " + what + " within " + BOUND.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailedException("interrupted while waiting for role " + role.name() + " to " + what, e);
        }
    }
}
