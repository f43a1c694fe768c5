package io.voxlog.analysis.adapter.streams;

import io.voxlog.analysis.room.RoomFold;
import io.voxlog.analysis.sealing.RunFold;
import io.voxlog.analysis.sealing.TrackFinal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What is kept of the rooms of one partition. Keys start with the room sid, so everything of a room is one range.
 * Changes are logged to changelog topics; used on the task's stream thread only.
 */
final class RoomStores {
    static final String ROOMS = "room-fold";
    static final String RUNS = "transcript-run";
    static final String FINALS = "transcript-final";
    static final String GONE = "room-gone";

    private final KeyValueStore<String, RoomFold> rooms;
    private final KeyValueStore<String, RunFold> runs;
    private final KeyValueStore<String, TrackFinal> finals;
    private final KeyValueStore<String, Long> gone;

    RoomStores(ProcessorContext<?, ?> context) {
        this.rooms = context.getStateStore(ROOMS);
        this.runs = context.getStateStore(RUNS);
        this.finals = context.getStateStore(FINALS);
        this.gone = context.getStateStore(GONE);
    }

    static Set<StoreBuilder<?>> builders() {
        return Set.of(
                builder(ROOMS, JsonSerde.of(RoomFold.class)),
                builder(RUNS, JsonSerde.of(RunFold.class)),
                builder(FINALS, JsonSerde.of(TrackFinal.class)),
                builder(GONE, Serdes.Long()));
    }

    Optional<RoomFold> room(String roomSid) {
        return Optional.ofNullable(rooms.get(roomSid));
    }

    void put(RoomFold room) {
        rooms.put(room.roomSid(), room);
    }

    RunFold run(RunKey key) {
        RunFold fold = runs.get(key.text());
        return fold == null ? RunFold.EMPTY : fold;
    }

    void put(RunKey key, RunFold fold) {
        runs.put(key.text(), fold);
    }

    /** Every run of a room that anything is known of. */
    Map<RunKey, RunFold> runs(String roomSid) {
        Map<RunKey, RunFold> found = new LinkedHashMap<>();
        try (KeyValueIterator<String, RunFold> all = runs.prefixScan(roomSid + "/", new StringSerializer())) {
            all.forEachRemaining(entry -> found.put(RunKey.parse(entry.key), entry.value));
        }
        return found;
    }

    /** Every run of every room. */
    Map<RunKey, RunFold> allRuns() {
        Map<RunKey, RunFold> found = new LinkedHashMap<>();
        try (KeyValueIterator<String, RunFold> all = runs.all()) {
            all.forEachRemaining(entry -> found.put(RunKey.parse(entry.key), entry.value));
        }
        return found;
    }

    /** Every room whose audio is closed. */
    List<String> closedRooms() {
        List<String> found = new ArrayList<>();
        try (KeyValueIterator<String, RoomFold> all = rooms.all()) {
            all.forEachRemaining(entry -> {
                if (entry.value.audio().closing().isPresent()) {
                    found.add(entry.key);
                }
            });
        }
        return found;
    }

    /** Keeps a final; false if one of its id is kept already. */
    boolean addFinal(RunKey run, TrackFinal added) {
        return finals.putIfAbsent(run.text() + "/" + added.trackSid() + "/" + added.id(), added) == null;
    }

    List<TrackFinal> finals(RunKey run) {
        List<TrackFinal> found = new ArrayList<>();
        try (KeyValueIterator<String, TrackFinal> all = finals.prefixScan(run.text() + "/", new StringSerializer())) {
            all.forEachRemaining(entry -> found.add(entry.value));
        }
        return found;
    }

    void dropFinals(RunKey run) {
        dropPrefix(finals, run.text() + "/");
    }

    boolean isGone(String roomSid) {
        return gone.get(roomSid) != null;
    }

    /** Forgets a room but for the fact that it was there, so that a late event does not bring it back. */
    void forget(String roomSid, long nowMillis) {
        rooms.delete(roomSid);
        dropPrefix(runs, roomSid + "/");
        dropPrefix(finals, roomSid + "/");
        gone.put(roomSid, nowMillis);
    }

    /** Forgets also the fact, of rooms that have been gone since before. */
    void forgetGoneBefore(long millis) {
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, Long> all = gone.all()) {
            all.forEachRemaining(entry -> {
                if (entry.value < millis) {
                    old.add(entry.key);
                }
            });
        }
        old.forEach(gone::delete);
    }

    private static <V> void dropPrefix(KeyValueStore<String, V> store, String prefix) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, V> all = store.prefixScan(prefix, new StringSerializer())) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(store::delete);
    }

    private static <V> StoreBuilder<?> builder(String name, Serde<V> serde) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), serde);
    }
}
