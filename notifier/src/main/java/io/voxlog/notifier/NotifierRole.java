package io.voxlog.notifier;

import io.vertx.core.Future;
import io.voxlog.notifier.adapter.http.HttpSender;
import io.voxlog.notifier.adapter.kafka.Notifier;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.RoleContext;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The role {@code notifier}: tells the webhooks of the config topic of sealed transcripts and analyses (group
 * {@code voxlog-notifier}), signed and at least once.
 */
public final class NotifierRole implements Role {
    /** The name of the role. */
    public static final String NAME = "notifier";

    private final RoleContext context;
    private final NotifierConfig config;
    private final AtomicReference<Notifier> running = new AtomicReference<>();

    public NotifierRole(RoleContext context, NotifierConfig config) {
        this.context = context;
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Completes at once; the journal and the config are read before the first delivery. */
    @Override
    public Future<Void> start() {
        HttpSender sender = new HttpSender(
                context.vertx(), context.clock(), config.timeout(), config.allowPrivate(), config.secrets());
        Notifier started = new Notifier(context, config, sender);
        running.set(started);
        return started.start();
    }

    /** Attempts that are under way end and are recorded, within a bound. */
    @Override
    public Future<Void> stop() {
        Notifier notifier = running.getAndSet(null);
        return notifier == null ? Future.succeededFuture() : notifier.stop();
    }
}
