package io.voxlog.ingest.audio.adapter;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.voxlog.ingest.audio.AudioLog;
import io.voxlog.ingest.audio.TrackAudio;
import io.voxlog.ingest.audio.TrackInput;
import io.voxlog.ingest.log.adapter.TopicTail;
import io.voxlog.ingest.room.RoomDirectory;
import io.voxlog.ingest.room.RoomFacts;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.OpusPacket;
import io.voxlog.schemas.RoomClosed;
import io.voxlog.schemas.RoomJoined;
import io.voxlog.schemas.RoomPartitioner;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TrackClosed;
import io.voxlog.schemas.TrackOpened;
import io.voxlog.schemas.TrackProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Folds the partitions of livekit.audio that this process needs (it owns their rooms, or serves their tracks) into the
 * {@link AudioLog}. What is written is known by reading it back: one fold serves a running process, a reconnecting
 * source and a restart alike. Methods and futures belong to the verticle's context.
 */
public final class AudioLogView {
    /** The first record of a room cannot be older than the room; LiveKit's clock may differ from ours by this much. */
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(5);

    private final AudioLog log;
    private final RoomDirectory rooms;
    private final Clock clock;
    private final TopicTail tail;
    private final Map<Integer, Future<Void>> followed = new HashMap<>();
    private int partitions;

    public AudioLogView(RoleContext role, Context context, AudioLog log, RoomDirectory rooms) {
        this.log = log;
        this.rooms = rooms;
        this.clock = role.clock();
        this.tail = new TopicTail("voxlog-ingest-audio", Topics.LIVEKIT_AUDIO, role, context, this::fold);
    }

    public Future<Void> start() {
        return tail.start().onSuccess(count -> partitions = count).mapEmpty();
    }

    /** The partition of a room. */
    public int partition(String roomSid) {
        return RoomPartitioner.partition(roomSid, partitions);
    }

    /**
     * Follows a partition, from the first record of its live rooms on; completes when what it holds now is folded. Asks
     * again after a failure.
     */
    public Future<Void> follow(int partition) {
        Future<Void> known = followed.get(partition);
        if (known != null && !known.failed()) {
            return known;
        }
        Future<Void> following = start(partition)
                .compose(offset -> tail.follow(Map.of(partition, offset)))
                .compose(assigned -> tail.caughtUp(List.of(partition)));
        followed.put(partition, following);
        return following;
    }

    /** Leaves all partitions but these, and forgets their rooms. */
    public void keep(Set<Integer> needed) {
        List<Integer> left = followed.keySet().stream()
                .filter(partition -> !needed.contains(partition))
                .toList();
        if (!left.isEmpty()) {
            followed.keySet().removeAll(left);
            tail.leave(left);
            log.forget(roomSid -> left.contains(partition(roomSid)));
        }
    }

    /** Completes when everything that the room's partition holds now is folded. */
    public Future<Void> caughtUp(String roomSid) {
        int partition = partition(roomSid);
        return follow(partition).compose(following -> tail.caughtUp(List.of(partition)));
    }

    public Future<Void> close() {
        return tail.close();
    }

    /**
     * Where to start: the first audio of a live room in the partition. Of a room whose first audio Streams has not told
     * yet, the time of its creation bounds it; without live rooms, the last minutes.
     */
    private Future<Long> start(int partition) {
        long lowest = Long.MAX_VALUE;
        long since = clock.millis();
        for (RoomFacts room : rooms.all()) {
            if (room.audioClosed() || partition(room.sid()) != partition) {
                continue;
            }
            if (room.firstAudioOffset().isPresent()) {
                lowest = Math.min(lowest, room.firstAudioOffset().getAsLong());
            } else {
                since = Math.min(since, room.t0Millis().orElse(since));
            }
        }
        long known = lowest;
        long from = Math.max(0, since - CLOCK_MARGIN.toMillis());
        return tail.offsetsAt(Map.of(partition, from))
                .map(found -> Math.min(known, found.getOrDefault(partition, Long.MAX_VALUE)));
    }

    private void fold(ConsumerRecord<String, SpecificRecord> stored) {
        String room = stored.key();
        long offset = stored.offset();
        SpecificRecord value = stored.value();
        if (value instanceof OpusPacket packet) {
            log.advanced(room, offset, packet.getTrackSid(), progress(packet));
        } else if (value instanceof TrackProgress progress) {
            Long next = progress.getNextSequence();
            log.advanced(
                    room,
                    offset,
                    progress.getTrackSid(),
                    new TrackAudio.Progress(next == null ? 0 : next, 0, progress.getToTicks()));
        } else if (value instanceof RoomJoined joined) {
            log.joined(room, offset, joined.getAgent());
        } else if (value instanceof TrackOpened opened) {
            log.opened(
                    room,
                    offset,
                    TrackAudio.opened(
                            opened.getTrackSid(),
                            opened.getParticipantSid(),
                            opened.getParticipantIdentity(),
                            TrackInput.valueOf(opened.getInput().name()),
                            opened.getStartTicks(),
                            opened.getEpoch()));
        } else if (value instanceof TrackClosed closed) {
            log.ended(room, offset, closed.getEpoch(), closed.getTrackSid(), closed.getEndTicks());
        } else if (value instanceof RoomClosed closed) {
            log.roomClosed(room, offset, closed.getEpoch());
        }
    }

    private static TrackAudio.Progress progress(OpusPacket packet) {
        long after = packet.getSequence() + 1;
        Long next = packet.getNextSequence();
        return new TrackAudio.Progress(
                next == null ? after : next, after, packet.getPositionTicks() + packet.getDurationTicks());
    }
}
