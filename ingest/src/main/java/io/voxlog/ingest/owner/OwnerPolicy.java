package io.voxlog.ingest.owner;

import io.voxlog.ingest.audio.RoomAudio;
import io.voxlog.ingest.audio.TrackAudio;
import io.voxlog.ingest.room.RoomFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides the owner's next step for a room from what the log says and who is connected. */
public final class OwnerPolicy {
    private static final OwnerStep REST = new OwnerStep.Rest();

    /**
     * What the process knows beside the log.
     *
     * @param nowNanos the monotonic clock on which silence is measured
     * @param nowMillis Unix milliseconds
     * @param finishedNanos since when the room is known as finished, on the monotonic clock
     * @param served a source of this room is connected here, or about to be
     * @param connected whether the source of a track (by sid) is connected here
     */
    public record Surroundings(
            long nowNanos, long nowMillis, long finishedNanos, boolean served, Predicate<String> connected) {}

    private final String instance;
    private final OwnerSettings settings;

    /** {@code instance} starts the agent identity of every RoomJoined that this owner writes. */
    public OwnerPolicy(String instance, OwnerSettings settings) {
        this.instance = instance;
        this.settings = settings;
    }

    /** The next step; {@code audio} is null if livekit.audio holds nothing of the room. */
    public OwnerStep decide(RoomFacts room, @Nullable RoomAudio audio, Surroundings now) {
        if (room.audioClosed()) {
            return mayDelete(room, now) ? new OwnerStep.DeletePcm() : REST;
        }
        if (room.t0Millis().isEmpty() || (audio != null && audio.closed())) {
            return REST;
        }
        if (audio == null || audio.epoch() == RoomAudio.NO_EPOCH) {
            return new OwnerStep.Join();
        }
        boolean allClosed = audio.tracks().stream().allMatch(TrackAudio::closed);
        if (room.finished() && allClosed) {
            return now.served() ? REST : new OwnerStep.CloseRoom();
        }
        if (!audio.agent().startsWith(instance)) {
            return new OwnerStep.Join();
        }
        List<OwnerStep.TrackEnd> ends = ends(room, audio, now);
        return ends.isEmpty() ? REST : new OwnerStep.CloseTracks(ends);
    }

    private List<OwnerStep.TrackEnd> ends(RoomFacts room, RoomAudio audio, Surroundings now) {
        boolean pastBound = room.finished()
                && now.nowNanos() - now.finishedNanos()
                        >= settings.finishBound().toNanos();
        List<OwnerStep.TrackEnd> ends = new ArrayList<>();
        for (TrackAudio track : audio.tracks()) {
            if (track.closed()) {
                continue;
            }
            boolean silent = now.nowNanos() - track.heardAtNanos()
                    >= settings.resumeWindow().toNanos();
            if (pastBound) {
                ends.add(new OwnerStep.TrackEnd(track, "room_finished"));
            } else if (silent && !now.connected().test(track.trackSid())) {
                ends.add(new OwnerStep.TrackEnd(track, "resume_window_over"));
            }
        }
        return ends;
    }

    private boolean mayDelete(RoomFacts room, Surroundings now) {
        return !room.pcmDeleted()
                && room.sealedAtMillis().isPresent()
                && room.transcribed()
                && now.nowMillis() - room.sealedAtMillis().getAsLong()
                        >= settings.pcmGrace().toMillis();
    }
}
