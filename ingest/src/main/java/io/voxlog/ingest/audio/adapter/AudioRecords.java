package io.voxlog.ingest.audio.adapter;

import io.voxlog.ingest.audio.AudioFrame;
import io.voxlog.ingest.audio.AudioStep;
import io.voxlog.ingest.audio.TrackAudio;
import io.voxlog.schemas.OpusPacket;
import io.voxlog.schemas.ProgressKind;
import io.voxlog.schemas.TrackClosed;
import io.voxlog.schemas.TrackInput;
import io.voxlog.schemas.TrackOpened;
import io.voxlog.schemas.TrackProgress;
import io.voxlog.schemas.TrackSource;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The records that one track's connection writes. */
record AudioRecords(String roomSid, TrackAudio track, TrackSource source) {
    String trackSid() {
        return track.trackSid();
    }

    private String participantSid() {
        return track.participantSid();
    }

    private String identity() {
        return track.participantIdentity();
    }

    long startTicks() {
        return track.startTicks();
    }

    static TrackSource source(String name) {
        for (TrackSource candidate : TrackSource.values()) {
            if (candidate.name().equals(name.toUpperCase(Locale.ROOT))) {
                return candidate;
            }
        }
        return TrackSource.UNKNOWN;
    }

    TrackOpened opened(long epoch) {
        return TrackOpened.newBuilder()
                .setRoomSid(roomSid)
                .setEpoch(epoch)
                .setParticipantSid(participantSid())
                .setParticipantIdentity(identity())
                .setTrackSid(trackSid())
                .setSource(source)
                .setStartTicks(startTicks())
                .setInput(TrackInput.valueOf(track.input().name()))
                .build();
    }

    /** @param nextSequence of a track encoded at the edge, else null */
    OpusPacket packet(
            long epoch,
            AudioFrame frame,
            long position,
            int durationTicks,
            long arrivalMicros,
            @Nullable Long nextSequence) {
        return OpusPacket.newBuilder()
                .setEpoch(epoch)
                .setParticipantSid(participantSid())
                .setTrackSid(trackSid())
                .setPositionTicks(position)
                .setDurationTicks(durationTicks)
                .setSequence(frame.sequence())
                .setRtpTime(frame.captureTicks())
                .setArrivalMicros(arrivalMicros)
                .setNextSequence(nextSequence)
                .setPayload(ByteBuffer.wrap(frame.payload()))
                .build();
    }

    TrackProgress progress(long epoch, AudioStep.Progress step) {
        return TrackProgress.newBuilder()
                .setEpoch(epoch)
                .setParticipantSid(participantSid())
                .setTrackSid(trackSid())
                .setKind(step.lost() ? ProgressKind.GAP : ProgressKind.SILENCE)
                .setFromTicks(step.from())
                .setToTicks(step.to())
                .setNextSequence(step.nextSequence())
                .build();
    }

    TrackClosed closed(long epoch, long endTicks) {
        return TrackClosed.newBuilder()
                .setRoomSid(roomSid)
                .setEpoch(epoch)
                .setParticipantSid(participantSid())
                .setParticipantIdentity(identity())
                .setTrackSid(trackSid())
                .setEndTicks(endTicks)
                .setReason("source")
                .build();
    }
}
