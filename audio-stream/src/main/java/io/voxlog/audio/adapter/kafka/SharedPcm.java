package io.voxlog.audio.adapter.kafka;

import io.voxlog.audio.room.PcmStore;
import io.voxlog.audio.room.Source;
import io.voxlog.audio.room.TrackRef;
import io.voxlog.audio.track.PcmFrame;
import io.voxlog.audio.track.TrackTail;
import io.voxlog.runtime.LogKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PCM of the rooms of one partition in the topic that all share. Every commit of a source offset carries a note: an
 * offset of the PCM partition at or before the last record of each track that reading on from the source offset can
 * meet. A successor reads from there to the end, once, and then knows every tail; what is not among them has no PCM.
 *
 * <p>A track can be met as long as it has not ended, or if its end was made from a record at or after the source
 * offset. Used by one thread, but for the notes; blocks.
 */
final class SharedPcm implements PcmStore {
    private static final Logger log = LoggerFactory.getLogger(SharedPcm.class);

    private final int partition;
    private final SharedTails tails;
    private final EventsLog events;
    private final Sends sends;
    private final Map<TrackRef, SharedTrack> tracks = new HashMap<>();
    /** At or before all that will be written after the newest batch that is acknowledged. */
    private final AtomicLong reached = new AtomicLong();

    private Sends.Written newest = Sends.NOTHING;
    private boolean loaded;

    SharedPcm(int partition, SharedTails tails, EventsLog events, Sends sends) {
        this.partition = partition;
        this.tails = tails;
        this.events = events;
        this.sends = sends;
    }

    @Override
    public Optional<TrackTail> open(TrackRef track, Source source) {
        load();
        SharedTrack known = tracks.get(track);
        if (known != null) {
            return Optional.of(known.tail());
        }
        if (events.pcmDeleted(source.roomSid(), source.timestampMillis())) {
            log.atInfo()
                    .setMessage("audio of a room whose pcm was deleted is passed over")
                    .addKeyValue(LogKey.ROOM_SID, source.roomSid())
                    .addKeyValue(LogKey.TRACK_SID, track.trackSid())
                    .log();
            return Optional.empty();
        }
        return Optional.of(TrackTail.NONE);
    }

    @Override
    public void write(TrackRef track, String identity, PcmFrame frame) {
        SharedTrack written = tracks.get(track);
        if (written == null) {
            written = SharedTrack.begun(track, partition);
            tracks.put(track, written);
        }
        newest = sends.current();
        sends.send(written.record(identity, frame, newest));
    }

    @Override
    public void roomClosed(Source source) {
        load();
        tracks.forEach((ref, track) -> {
            if (ref.roomSid().equals(source.roomSid())) {
                track.overAt(source.offset());
            }
        });
    }

    /**
     * The note to commit with a source offset, to be asked for once all that was sent so far is acknowledged.
     *
     * @param sourceOffset from which a successor reads
     */
    Supplier<String> note(long sourceOffset) {
        load();
        tracks.values().removeIf(track -> track.overBefore(sourceOffset));
        Set<Sends.Written> needed = new HashSet<>();
        tracks.values().forEach(track -> needed.add(track.lastWritten()));
        Sends.Written last = newest;
        return () -> {
            last.firstOffset().ifPresent(reached::set);
            long lowest = reached.get();
            for (Sends.Written written : needed) {
                lowest = Math.min(lowest, written.firstOffset().orElse(lowest));
            }
            return SharedTails.note(lowest);
        };
    }

    private void load() {
        if (!loaded) {
            long end = tails.read((ref, found) -> tracks.put(ref, SharedTrack.found(ref, partition, found)));
            reached.set(end);
            loaded = true;
        }
    }
}
