package io.voxlog.ingest.room.adapter;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.voxlog.ingest.log.adapter.TopicTail;
import io.voxlog.ingest.room.RoomDirectory;
import io.voxlog.ingest.room.RoomFacts;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.RoomStatus;
import io.voxlog.schemas.RoomTrack;
import io.voxlog.schemas.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Keeps the directory as the rooms topic has it: all partitions, in every process. */
public final class RoomsView {
    private final RoomDirectory directory;
    private final Consumer<String> onChange;
    private final TopicTail tail;
    private final Map<Integer, Long> nextOffsets = new HashMap<>();

    /**
     * Makes the view.
     *
     * @param onChange told the sid of each room that changed, on the context
     */
    public RoomsView(RoleContext role, Context context, RoomDirectory directory, Consumer<String> onChange) {
        this.directory = directory;
        this.onChange = onChange;
        this.tail = new TopicTail("voxlog-ingest-rooms", Topics.ROOMS, role, context, this::changed);
    }

    /** Completes with the number of partitions when every room there is now is in the directory. */
    public Future<Integer> start() {
        return tail.start().compose(partitions -> {
            var all = IntStream.range(0, partitions).boxed().toList();
            return tail.followFromStart(all)
                    .compose(following -> tail.caughtUp(all))
                    .map(partitions);
        });
    }

    /** Completes when what is on these partitions now is in the directory. */
    public Future<Void> caughtUp(Collection<Integer> partitions) {
        return tail.caughtUp(partitions);
    }

    /** The offset after the last record of a partition that is in the directory. */
    public long nextOffset(int partition) {
        return nextOffsets.getOrDefault(partition, 0L);
    }

    public Future<Void> close() {
        return tail.close();
    }

    private void changed(ConsumerRecord<String, SpecificRecord> stored) {
        if (stored.value() instanceof RoomState state) {
            directory.put(facts(state));
        } else {
            directory.remove(stored.key());
        }
        nextOffsets.put(stored.partition(), stored.offset() + 1);
        onChange.accept(stored.key());
    }

    private static RoomFacts facts(RoomState state) {
        return new RoomFacts(
                state.getRoomSid(),
                state.getRoomName(),
                optional(state.getT0Millis()),
                state.getStatus() == RoomStatus.COMPLETED || state.getClosedAtMillis() != null,
                state.getAudioClosed(),
                state.getParticipants().stream()
                        .map(participant -> new RoomFacts.Member(
                                participant.getSid(),
                                participant.getIdentity(),
                                optional(participant.getJoinedAtMillis()).orElse(0),
                                participant.getLeftAtMillis() != null))
                        .toList(),
                state.getTracks().stream().map(RoomsView::track).toList(),
                optional(state.getFirstAudioOffset()),
                optional(state.getSealedAtMillis()),
                state.getPcmDeleted());
    }

    private static RoomFacts.KnownTrack track(RoomTrack track) {
        return new RoomFacts.KnownTrack(
                track.getParticipantSid(),
                track.getParticipantIdentity(),
                track.getTrackSid(),
                optional(track.getStartTicks()),
                optional(track.getEndTicks()),
                track.getFinals() != null);
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
