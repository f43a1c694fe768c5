package io.voxlog.audio.room;

import io.voxlog.audio.track.PacketDecoder;
import io.voxlog.audio.track.TrackPipeline;
import io.voxlog.audio.track.TrackTail;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A track of a room; without a pipeline once the room's PCM was deleted. Not thread-safe. */
final class RoomTrack {
    private final Optional<TrackPipeline> pipeline;
    private String identity;

    /** @param tail where the track's PCM stops; empty if it was deleted */
    RoomTrack(TrackRef ref, Optional<TrackTail> tail, PcmStore store, PacketDecoder decoder, long jitterTicks) {
        this.identity = tail.map(TrackTail::identity).orElse("");
        this.pipeline = tail.map(written ->
                new TrackPipeline(written, decoder, jitterTicks, frame -> store.write(ref, this.identity, frame)));
    }

    void identify(String known) {
        identity = known;
    }

    void with(Consumer<TrackPipeline> action) {
        pipeline.ifPresent(action);
    }

    long malformed() {
        return pipeline.map(TrackPipeline::malformed).orElse(0L);
    }

    OptionalLong lowestNeededOffset() {
        return pipeline.map(TrackPipeline::lowestNeededOffset).orElse(OptionalLong.empty());
    }

    /** Whether audio of an older epoch than this is the last that was written, with more to come. */
    boolean waitsFor(long epoch) {
        return pipeline.filter(track -> !track.ended() && track.writtenEpoch() < epoch)
                .isPresent();
    }
}
