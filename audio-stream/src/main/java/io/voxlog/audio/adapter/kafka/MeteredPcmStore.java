package io.voxlog.audio.adapter.kafka;

import io.voxlog.audio.room.PcmStore;
import io.voxlog.audio.room.Source;
import io.voxlog.audio.room.TrackRef;
import io.voxlog.audio.track.PcmFrame;
import io.voxlog.audio.track.TrackTail;
import java.util.Optional;

/** A store whose frames are counted. */
final class MeteredPcmStore implements PcmStore {
    private final PcmStore store;
    private final PcmMeters meters;

    MeteredPcmStore(PcmStore store, PcmMeters meters) {
        this.store = store;
        this.meters = meters;
    }

    @Override
    public Optional<TrackTail> open(TrackRef track, Source source) {
        return store.open(track, source);
    }

    @Override
    public void write(TrackRef track, String identity, PcmFrame frame) {
        store.write(track, identity, frame);
        meters.written(track.roomSid(), frame);
    }

    @Override
    public void roomClosed(Source source) {
        store.roomClosed(source);
    }
}
