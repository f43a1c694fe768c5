package io.voxlog.stt.adapter.kafka;

import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.RoomTrack;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What there is to do for a room.
 *
 * @param active it has a t0 and may still have audio that is not transcribed
 * @param transcribed whether its audio is given to the engine; otherwise its tracks end with no finals
 * @param speakers sids of the participants with a track that has audio and is not transcribed
 */
record RoomWork(String roomSid, boolean active, boolean transcribed, Set<String> speakers) {
    static RoomWork of(String roomSid, @Nullable RoomState state) {
        if (state == null || state.getT0Millis() == null || state.getPcmDeleted()) {
            return new RoomWork(roomSid, false, false, Set.of());
        }
        Set<String> speakers = state.getTracks().stream()
                .filter(track -> hasAudio(track) && track.getFinals() == null)
                .map(RoomTrack::getParticipantSid)
                .collect(Collectors.toUnmodifiableSet());
        boolean active = !state.getAudioClosed() || !speakers.isEmpty();
        return new RoomWork(roomSid, active, state.getTranscriptionEnabled(), speakers);
    }

    private static boolean hasAudio(RoomTrack track) {
        return track.getStartTicks() != null || track.getEndTicks() != null;
    }
}
