package io.voxlog.audio.room;

import io.voxlog.audio.track.AudioPacket;
import io.voxlog.audio.track.PacketDecoder;
import io.voxlog.audio.track.TrackPipeline;
import io.voxlog.audio.track.TrackTail;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A track of a room; without a pipeline once the room's PCM was deleted. Not thread-safe. */
final class RoomTrack {
    private final @Nullable TrackPipeline pipeline;
    private String identity;

    /** @param tail where the track's PCM stops; empty if it was deleted */
    RoomTrack(TrackRef ref, Optional<TrackTail> tail, PcmStore store, PacketDecoder decoder, long jitterTicks) {
        this.identity = tail.map(TrackTail::identity).orElse("");
        this.pipeline = tail.map(written -> new TrackPipeline(
                        written, decoder, jitterTicks, frame -> store.write(ref, this.identity, frame)))
                .orElse(null);
    }

    void identify(String known) {
        identity = known;
    }

    /** Takes a packet; true if it is the first of the track that could not be decoded. */
    boolean packet(AudioPacket packet) {
        TrackPipeline track = pipeline;
        if (track == null) {
            return false;
        }
        boolean sound = track.malformed() == 0;
        track.packet(packet);
        return sound && track.malformed() > 0;
    }

    void with(Consumer<TrackPipeline> action) {
        TrackPipeline track = pipeline;
        if (track != null) {
            action.accept(track);
        }
    }

    OptionalLong lowestNeededOffset() {
        TrackPipeline track = pipeline;
        return track == null ? OptionalLong.empty() : track.lowestNeededOffset();
    }

    /** Whether audio of an older epoch than this is the last that was written, with more to come. */
    boolean waitsFor(long epoch) {
        TrackPipeline track = pipeline;
        return track != null && !track.ended() && track.writtenEpoch() < epoch;
    }
}
