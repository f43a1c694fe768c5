package io.voxlog.ingest.adapter;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.voxlog.ingest.IngestConfig;
import io.voxlog.ingest.audio.AudioLog;
import io.voxlog.ingest.audio.adapter.AudioEdge;
import io.voxlog.ingest.audio.adapter.AudioEndpoint;
import io.voxlog.ingest.audio.adapter.AudioLogView;
import io.voxlog.ingest.audio.adapter.AudioSockets;
import io.voxlog.ingest.audio.adapter.EgressEndpoint;
import io.voxlog.ingest.http.AuthThrottle;
import io.voxlog.ingest.http.adapter.AuthRefusals;
import io.voxlog.ingest.http.adapter.Connections;
import io.voxlog.ingest.log.adapter.LogWriter;
import io.voxlog.ingest.metric.Counters;
import io.voxlog.ingest.owner.adapter.RoomOwner;
import io.voxlog.ingest.room.RoomDirectory;
import io.voxlog.ingest.room.adapter.RoomsView;
import io.voxlog.ingest.webhook.OrganizationRule;
import io.voxlog.ingest.webhook.SeenEvents;
import io.voxlog.ingest.webhook.adapter.MetadataPointer;
import io.voxlog.ingest.webhook.adapter.StoredEvents;
import io.voxlog.ingest.webhook.adapter.WebhookEndpoint;
import io.voxlog.ingest.webhook.adapter.WebhookMapping;
import io.voxlog.livekit.AccessTokens;
import io.voxlog.livekit.EgressTickets;
import io.voxlog.livekit.WebhookVerifier;
import io.voxlog.runtime.RoleContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** The parts of the ingest role and how they hang together. Made on a worker thread, used on the verticle's context. */
public final class IngestParts {
    private static final int MAX_QUEUED_EVENTS = 5_000;
    private static final int MAX_QUEUED_AUDIO = 200_000;
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);
    private static final Duration NOTE_EVERY = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final IngestConfig config;
    private final Counters counters;
    private final LogWriter events;
    private final LogWriter audio;
    private final StoredEvents storedEvents;
    private final RoomsView rooms;
    private final RoomOwner owner;
    private final AudioEdge edge;
    private final AudioSockets sockets = new AudioSockets();
    private final WebhookEndpoint webhookEndpoint;
    private final AudioEndpoint audioEndpoint;
    private final EgressEndpoint egressEndpoint;
    private final WorkerExecutor encoders;
    private final Connections connections;
    private boolean running;
    private volatile Set<String> workedOn = Set.of();
    private final List<Long> timers = new ArrayList<>();

    private IngestParts(RoleContext role, IngestConfig config, Vertx vertx, Context context) {
        this.vertx = vertx;
        this.config = config;
        this.counters = new Counters(role.meters());
        this.events = new LogWriter(
                "voxlog-ingest-event-writer", eventProducer(role, config), role.serdes(), MAX_QUEUED_EVENTS);
        this.audio = new LogWriter("voxlog-ingest-audio-writer", audioProducer(role), role.serdes(), MAX_QUEUED_AUDIO);
        SeenEvents seen = new SeenEvents(config.seenEvents());
        this.storedEvents = new StoredEvents(role, context, seen, config.seenWindow());
        RoomDirectory directory = new RoomDirectory();
        this.rooms = new RoomsView(role, context, directory, this::roomChanged);
        AudioLog log = new AudioLog(System::nanoTime);
        AudioLogView view = new AudioLogView(role, context, log, directory);
        this.encoders = vertx.createSharedWorkerExecutor(
                "voxlog-ingest-encoder", Runtime.getRuntime().availableProcessors());
        this.edge = new AudioEdge(
                vertx,
                context,
                directory,
                log,
                view,
                audio,
                encoders,
                counters,
                config.audio(),
                role.clock(),
                System::nanoTime);
        this.owner = new RoomOwner(role, context, edge, sockets, rooms, events, config.owner());
        AuthRefusals refusals =
                new AuthRefusals(new AuthThrottle(config.edge().authFailuresPerMinute(), System::nanoTime), counters);
        this.connections = new Connections(vertx, config.edge(), counters);
        this.audioEndpoint = new AudioEndpoint(edge, sockets, new AccessTokens(config.keys(), role.clock()), refusals);
        this.egressEndpoint =
                new EgressEndpoint(audioEndpoint, edge, new EgressTickets(config.keys(), role.clock()), refusals);
        this.webhookEndpoint = webhooks(role, seen, refusals);
    }

    private WebhookEndpoint webhooks(RoleContext role, SeenEvents seen, AuthRefusals refusals) {
        return new WebhookEndpoint(
                vertx,
                new WebhookEndpoint.Callers(new WebhookVerifier(config.keys(), role.clock()), refusals),
                new WebhookMapping(organizations(config.organization())),
                seen,
                events,
                counters,
                new WebhookEndpoint.Settings(
                        config.maxWebhookBytes(),
                        config.storeTimeout(),
                        config.edge().requestTimeout(),
                        config.serverNames(),
                        config.organization().configured()));
    }

    /** Makes all parts; blocks, as Kafka clients do when they are made. */
    public static IngestParts assemble(RoleContext role, IngestConfig config, Vertx vertx, Context context) {
        IngestParts parts = new IngestParts(role, config, vertx, context);
        parts.webhookEndpoint.warmUp();
        return parts;
    }

    public WebhookEndpoint webhooks() {
        return webhookEndpoint;
    }

    public AudioEndpoint audio() {
        return audioEndpoint;
    }

    public EgressEndpoint egress() {
        return egressEndpoint;
    }

    public Connections connections() {
        return connections;
    }

    public AudioSockets sockets() {
        return sockets;
    }

    /** Sids of the rooms that have audio connections here or are owned here and not over, as of a second ago. */
    public Set<String> roomsWorkedOn() {
        return workedOn;
    }

    public Counters counters() {
        return counters;
    }

    /** Completes when the views are caught up; the owner joins its group then. */
    public Future<Void> start() {
        return Future.all(storedEvents.start(), rooms.start(), edge.view().start())
                .onSuccess(ready -> {
                    running = true;
                    owner.start();
                    every(config.owner().checkEvery(), owner::check);
                    every(config.audio().progressEvery(), audioEndpoint::tick);
                    every(SWEEP_EVERY, this::sweep);
                    every(NOTE_EVERY, this::noteRooms);
                })
                .mapEmpty();
    }

    /** Ends everything; what is on its way to Kafka gets a few seconds to arrive. */
    public Future<Void> stop() {
        running = false;
        timers.forEach(vertx::cancelTimer);
        Callable<Void> blocking = () -> {
            audio.close();
            events.close();
            owner.release();
            return null;
        };
        return owner.close()
                .compose(left -> vertx.executeBlocking(blocking))
                .compose(written -> Future.join(
                        storedEvents.close(), rooms.close(), edge.view().close(), encoders.close()))
                .mapEmpty();
    }

    private void roomChanged(String roomSid) {
        if (running) {
            owner.check(roomSid);
        }
    }

    private void noteRooms() {
        Set<String> now = new HashSet<>(sockets.rooms());
        Set<Integer> owned = owner.partitions();
        edge.rooms().all().stream()
                .filter(room ->
                        !room.audioClosed() && owned.contains(edge.view().partition(room.sid())))
                .forEach(room -> now.add(room.sid()));
        workedOn = Set.copyOf(now);
    }

    /** Keeps following what is owned or served here, and forgets rooms that are over. */
    private void sweep() {
        Set<Integer> needed = new HashSet<>(owner.partitions());
        sockets.rooms().forEach(sid -> needed.add(edge.view().partition(sid)));
        edge.view().keep(needed);
        edge.log()
                .forget(sid -> edge.rooms().find(sid).isEmpty()
                        && edge.log().find(sid).filter(room -> room.closed()).isPresent());
    }

    private void every(Duration period, Runnable step) {
        timers.add(vertx.setPeriodic(period.toMillis(), timer -> step.run()));
    }

    private static OrganizationRule organizations(IngestConfig.Organization organization) {
        List<OrganizationRule> rules = new ArrayList<>();
        organization.metadataPointer().ifPresent(pointer -> rules.add(new MetadataPointer(pointer)));
        organization.namePattern().ifPresent(pattern -> rules.add(OrganizationRule.byName(pattern)));
        rules.add(OrganizationRule.byServer(organization.byServer()));
        return OrganizationRule.firstOf(rules);
    }

    /** Gives up before the webhook is answered with 503. */
    private static Map<String, Object> eventProducer(RoleContext role, IngestConfig config) {
        long delivery = Math.max(200, config.storeTimeout().toMillis() - 200);
        Map<String, Object> settings = role.kafka().liveProducer("voxlog-ingest-events");
        settings.put("max.block.ms", delivery);
        settings.put("delivery.timeout.ms", (int) delivery);
        settings.put("request.timeout.ms", (int) (delivery / 2));
        return settings;
    }

    /**
     * Never gives up: a record given up between two that arrive would be a hole that nobody repairs. Each track's
     * window bounds what waits. Opus does not compress, and a batch is a few packets only: compressing would cost more
     * than all else that is done with them.
     */
    private static Map<String, Object> audioProducer(RoleContext role) {
        Map<String, Object> settings = role.kafka().liveProducer("voxlog-ingest-audio");
        settings.put("compression.type", "none");
        settings.put("delivery.timeout.ms", Integer.MAX_VALUE);
        settings.put("max.block.ms", Long.MAX_VALUE);
        settings.put("buffer.memory", 64L * 1024 * 1024);
        return settings;
    }
}
