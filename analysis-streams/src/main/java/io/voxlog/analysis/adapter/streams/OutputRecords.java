package io.voxlog.analysis.adapter.streams;

import io.voxlog.analysis.room.AudioLog;
import io.voxlog.analysis.room.Closing;
import io.voxlog.analysis.room.Participant;
import io.voxlog.analysis.room.Phase;
import io.voxlog.analysis.room.RoomDescription;
import io.voxlog.analysis.room.RoomFold;
import io.voxlog.analysis.room.Track;
import io.voxlog.analysis.room.TrackEnd;
import io.voxlog.analysis.sealing.RunFold;
import io.voxlog.analysis.sealing.SealedTranscript;
import io.voxlog.analysis.sealing.Transcribed;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.ParticipantKind;
import io.voxlog.schemas.RoomParticipant;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.RoomStatus;
import io.voxlog.schemas.RoomTrack;
import io.voxlog.schemas.TrackSource;
import io.voxlog.schemas.Transcript;
import io.voxlog.schemas.Utterance;
import java.util.Map;

/** Writes what the feature packages found as records of the catalogue. */
final class OutputRecords {
    private static final Map<Phase, RoomStatus> STATUS = Map.of(
            Phase.PENDING, RoomStatus.PENDING, Phase.ACTIVE, RoomStatus.ACTIVE, Phase.COMPLETED, RoomStatus.COMPLETED);

    private OutputRecords() {}

    /**
     * The room as readers of the log see it.
     *
     * @param live of run 0
     */
    static RoomState room(RoomFold room, RunFold live) {
        RoomDescription description = room.description();
        AudioLog audio = room.audio();
        return RoomState.newBuilder()
                .setRoomSid(room.roomSid())
                .setRoomName(description.name())
                .setStatus(STATUS.getOrDefault(room.phase(), RoomStatus.PENDING))
                .setT0Millis(description.t0Millis())
                .setServerId(description.serverId())
                .setOrganizationId(description.organizationId())
                .setCreatedVia(description.createdVia().createdVia())
                .setEmptyTimeoutSeconds(description.emptyTimeoutSeconds())
                .setMetadata(description.metadata())
                .setParticipants(room.visibleParticipants().stream()
                        .map(participant -> participant(room, participant))
                        .toList())
                .setTracks(room.orderedTracks().stream()
                        .map(track -> track(track, audio, live))
                        .toList())
                .setEpoch(audio.epoch().orElse(null))
                .setFirstAudioOffset(audio.firstOffset())
                .setLastAudioOffset(audio.closing().map(Closing::lastOffset).orElse(null))
                .setClosedAtMillis(room.closedMillis())
                .setAudioClosed(audio.closing().isPresent())
                .setTranscriptVersion(live.version())
                .setSealedAtMillis(live.sealedMillis())
                .setPcmDeleted(room.pcmDeleted())
                .setTranscriptionEnabled(!description.switches().transcriptionOff())
                .setAiEnabled(!description.switches().aiOff())
                .build();
    }

    static Transcript transcript(RoomFold room, Closing closing, SealedTranscript sealed) {
        return Transcript.newBuilder()
                .setRoomSid(room.roomSid())
                .setRun(sealed.run())
                .setVersion(sealed.version())
                .setRoomName(room.description().name())
                .setOrganizationId(room.description().organizationId())
                .setT0Millis(room.description().t0Millis())
                .setComplete(sealed.complete())
                .setUtterances(
                        sealed.lines().stream().map(OutputRecords::utterance).toList())
                .setFirstAudioOffset(closing.firstOffset())
                .setLastAudioOffset(closing.lastOffset())
                .setEngine(sealed.engine())
                .setConfigHash(sealed.configHash())
                .build();
    }

    static AnalysisJob job(Transcript transcript, String type, int priority) {
        String room = transcript.getRoomSid();
        return AnalysisJob.newBuilder()
                .setJobId(Keys.job(room, transcript.getRun(), transcript.getVersion(), type))
                .setRoomSid(room)
                .setRun(transcript.getRun())
                .setTranscriptVersion(transcript.getVersion())
                .setType(type)
                .setPriority(priority)
                .setOrganizationId(transcript.getOrganizationId())
                .build();
    }

    private static RoomParticipant participant(RoomFold room, Participant participant) {
        return RoomParticipant.newBuilder()
                .setSid(participant.sid())
                .setIdentity(participant.identity())
                .setDisplayName(participant.displayName())
                .setKind(ParticipantKind.valueOf(participant.kind()))
                .setHuman(participant.human())
                .setConnectionType(participant.connectionType())
                .setPhoneNumber(participant.phoneNumber())
                .setJoinedAtMillis(participant.joinedAtMillis().orElse(null))
                .setLeftAtMillis(room.leftMillis(participant))
                .build();
    }

    private static RoomTrack track(Track track, AudioLog audio, RunFold live) {
        Transcribed done = live.transcribed().get(track.key().trackSid());
        return RoomTrack.newBuilder()
                .setParticipantSid(track.key().participantSid())
                .setParticipantIdentity(track.key().participantIdentity())
                .setTrackSid(track.key().trackSid())
                .setSource(track.source().isEmpty() ? TrackSource.UNKNOWN : TrackSource.valueOf(track.source()))
                .setStartTicks(track.startTicks())
                .setEndTicks(track.end(audio).map(TrackEnd::ticks).orElse(null))
                .setFinals(done == null ? null : Long.valueOf(done.count()))
                .build();
    }

    private static Utterance utterance(SealedTranscript.Line line) {
        return Utterance.newBuilder()
                .setParticipantSid(line.participantSid())
                .setParticipantIdentity(line.participantIdentity())
                .setDisplayName(line.displayName())
                .setTrackSid(line.trackSid())
                .setStartTicks(line.startTicks())
                .setEndTicks(line.endTicks())
                .setText(line.text())
                .setConfidence(line.confidence())
                .setLanguage(line.language())
                .build();
    }
}
