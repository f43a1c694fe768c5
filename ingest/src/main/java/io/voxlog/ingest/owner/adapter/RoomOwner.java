package io.voxlog.ingest.owner.adapter;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.voxlog.ingest.audio.RoomAudio;
import io.voxlog.ingest.audio.adapter.AudioEdge;
import io.voxlog.ingest.audio.adapter.AudioSockets;
import io.voxlog.ingest.log.adapter.LogWriter;
import io.voxlog.ingest.owner.OwnerPolicy;
import io.voxlog.ingest.owner.OwnerSettings;
import io.voxlog.ingest.owner.OwnerStep;
import io.voxlog.ingest.room.RoomFacts;
import io.voxlog.ingest.room.adapter.RoomsView;
import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the rooms of its partitions of {@code rooms}. Before each deed it confirms its ownership by a commit, reads
 * livekit.audio to its end and decides again; after it, it waits until the log shows the deed. Confined to the
 * verticle's context.
 */
public final class RoomOwner {
    private static final Logger log = LoggerFactory.getLogger(RoomOwner.class);
    private static final long RETRY_MILLIS = 500;

    private final AudioEdge edge;
    private final AudioSockets sockets;
    private final RoomsView rooms;
    private final LogWriter events;
    private final OwnerSettings settings;
    private final OwnerPolicy policy;
    private final String instance;
    private final Ownership ownership;
    private final PcmTopics pcmTopics;
    private final Map<Integer, Boolean> owned = new HashMap<>();
    private final Map<String, Long> finishedNanos = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private final Set<String> deleted = new HashSet<>();
    private int joins;

    public RoomOwner(
            RoleContext role,
            Context context,
            AudioEdge edge,
            AudioSockets sockets,
            RoomsView rooms,
            LogWriter events,
            OwnerSettings settings) {
        this.edge = edge;
        this.sockets = sockets;
        this.rooms = rooms;
        this.events = events;
        this.settings = settings;
        this.instance = role.workerId() + "-" + UUID.randomUUID().toString().substring(0, 8) + "-";
        this.policy = new OwnerPolicy(instance, settings);
        this.ownership = new Ownership(role, context, this::gained, this::lost);
        this.pcmTopics = new PcmTopics(role, context);
    }

    /** Joins the group. */
    public void start() {
        ownership.start();
    }

    /** The partitions whose rooms are owned here. */
    public Set<Integer> partitions() {
        return Set.copyOf(owned.keySet());
    }

    /** Looks at every owned room; to be called often. */
    public void check() {
        for (RoomFacts room : edge.rooms().all()) {
            check(room);
        }
        finishedNanos.keySet().removeIf(sid -> edge.rooms().find(sid).isEmpty());
        deleted.removeIf(sid -> edge.rooms().find(sid).isEmpty());
    }

    /** Looks at one room, which may have changed. */
    public void check(String roomSid) {
        edge.rooms().find(roomSid).ifPresent(this::check);
    }

    public Future<Void> close() {
        owned.clear();
        return ownership.close();
    }

    /** Blocks shortly; after {@link #close}. */
    public void release() {
        pcmTopics.close();
    }

    private void gained(int partition) {
        owned.put(partition, false);
        ready(partition);
    }

    /** Acts only once all that the partition holds now is known. */
    private void ready(int partition) {
        rooms.caughtUp(Set.of(partition))
                .compose(read -> edge.view().follow(partition))
                .onSuccess(read -> owned.computeIfPresent(partition, (number, before) -> true))
                .onFailure(fault -> {
                    if (owned.containsKey(partition)) {
                        edge.vertx().setTimer(RETRY_MILLIS, timer -> ready(partition));
                    }
                });
    }

    private void lost(int partition) {
        owned.remove(partition);
    }

    private void check(RoomFacts room) {
        int partition = edge.view().partition(room.sid());
        if (room.finished()) {
            finishedNanos.putIfAbsent(room.sid(), edge.nanoTime().getAsLong());
        }
        if (!owned.getOrDefault(partition, false) || busy.contains(room.sid()) || rests(room)) {
            return;
        }
        String sid = room.sid();
        busy.add(sid);
        ownership
                .confirm(partition, rooms.nextOffset(partition))
                .compose(confirmed -> edge.view().caughtUp(sid))
                .compose(read -> act(sid))
                .compose(done -> edge.view().caughtUp(sid))
                .onSuccess(done -> busy.remove(sid))
                .onFailure(fault -> {
                    log.atWarn()
                            .setMessage("room owner could not act, tries again")
                            .addKeyValue(LogKey.ROOM_SID, sid)
                            .addKeyValue(LogKey.ERROR, String.valueOf(fault))
                            .log();
                    // While Kafka is away nobody can be heard: silence is measured anew.
                    edge.log().heardAll(sid);
                    edge.vertx().setTimer(RETRY_MILLIS, timer -> busy.remove(sid));
                });
    }

    private boolean rests(RoomFacts room) {
        OwnerStep step = decide(room);
        return step instanceof OwnerStep.Rest || (step instanceof OwnerStep.DeletePcm && deleted.contains(room.sid()));
    }

    private OwnerStep decide(RoomFacts room) {
        long now = edge.nanoTime().getAsLong();
        return policy.decide(
                room,
                edge.log().find(room.sid()).orElse(null),
                new OwnerPolicy.Surroundings(
                        now,
                        edge.clock().millis(),
                        finishedNanos.getOrDefault(room.sid(), now),
                        sockets.serves(room.sid()),
                        trackSid -> sockets.serves(room.sid(), trackSid)));
    }

    private Future<?> act(String sid) {
        RoomFacts room = edge.rooms().find(sid).orElse(null);
        if (room == null) {
            return Future.succeededFuture();
        }
        OwnerStep step = decide(room);
        RoomAudio audio = edge.log().find(sid).orElse(null);
        if (step instanceof OwnerStep.Join) {
            joins++;
            tell("room joined", sid);
            return append(edge.writer().append(Topics.LIVEKIT_AUDIO, sid, OwnerRecords.joined(room, instance + joins)));
        } else if (step instanceof OwnerStep.CloseTracks close && audio != null) {
            tell("tracks closed for their sources", sid);
            return Future.all(close.ends().stream()
                    .map(end -> append(edge.writer()
                            .append(Topics.LIVEKIT_AUDIO, sid, OwnerRecords.closed(sid, audio.epoch(), end))))
                    .toList());
        } else if (step instanceof OwnerStep.CloseRoom && audio != null) {
            tell("room closed", sid);
            return append(edge.writer().append(Topics.LIVEKIT_AUDIO, sid, OwnerRecords.closed(room, audio)));
        } else if (step instanceof OwnerStep.DeletePcm) {
            return deletePcm(room);
        }
        return Future.succeededFuture();
    }

    private Future<?> deletePcm(RoomFacts room) {
        return pcmTopics
                .delete(room.sid())
                .compose(count -> append(events.append(
                        Topics.LIVEKIT_EVENTS, room.sid(), OwnerRecords.pcmDeleted(room, settings.pcmGrace()))))
                .onSuccess(stored -> {
                    deleted.add(room.sid());
                    tell("PCM topics deleted", room.sid());
                });
    }

    private Future<Long> append(CompletionStage<Long> appending) {
        return Future.fromCompletionStage(appending, edge.context());
    }

    private static void tell(String deed, String sid) {
        log.atInfo().setMessage(deed).addKeyValue(LogKey.ROOM_SID, sid).log();
    }
}
