package io.voxlog.analysis;

import io.voxlog.schemas.ClosedTrack;
import io.voxlog.schemas.EventSource;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.ParticipantInfo;
import io.voxlog.schemas.ParticipantKind;
import io.voxlog.schemas.RoomClosed;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.RoomInfo;
import io.voxlog.schemas.RoomJoined;
import io.voxlog.schemas.TrackClosed;
import io.voxlog.schemas.TrackInfo;
import io.voxlog.schemas.TrackKind;
import io.voxlog.schemas.TrackOpened;
import io.voxlog.schemas.TrackSource;
import io.voxlog.schemas.TrackTranscribed;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.schemas.Word;
import io.voxlog.schemas.WordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of a call in one room, as the other roles write them. Event times start at t0 and go by whole seconds.
 */
public final class CallScript {
    public static final long T0 = 1_700_000_000_250L;
    public static final long SECOND = 48_000;

    private final String roomSid;

    public CallScript(String roomSid) {
        this.roomSid = roomSid;
    }

    public String roomSid() {
        return roomSid;
    }

    /** A whole call of Alice and Bob: everything up to RoomClosed, without finals. */
    public List<RoomEvent> twoPersonCall() {
        return new ArrayList<>(List.of(
                roomStarted(),
                participantJoined("alice", 1),
                participantJoined("bob", 2),
                trackPublished("alice", 3),
                trackPublished("bob", 3),
                roomJoined(100),
                trackOpened("alice", 100, 101, 2 * SECOND),
                trackOpened("bob", 100, 102, 3 * SECOND),
                participantLeft("alice", 60),
                participantLeft("bob", 61),
                roomFinished(62),
                trackClosed("alice", 100, 900, 60 * SECOND),
                trackClosed("bob", 100, 901, 61 * SECOND),
                roomClosed(100, 902, "alice", "bob")));
    }

    /** What was said in it: four finals and the two ends. */
    public List<SpecificRecord> twoPersonFinals() {
        return List.of(
                said("alice", 5, "hello", "bob", "please", "send", "the", "report", "by", "thursday"),
                said("bob", 10, "i", "will", "send", "the", "report", "by", "thursday"),
                said("alice", 15, "great", "thank", "you"),
                said("bob", 20, "bye"),
                transcribed("alice", 2),
                transcribed("bob", 2));
    }

    public RoomEvent roomStarted() {
        return event("EV_started", "room_started", 0).setRoom(fullRoom(T0)).build();
    }

    public RoomEvent roomFinished(int second) {
        return event("EV_finished", "room_finished", second)
                .setRoom(fullRoom(T0))
                .build();
    }

    public RoomEvent participantJoined(String who, int second) {
        return participantJoined(participant(who, ParticipantKind.STANDARD, second), second);
    }

    public RoomEvent participantJoined(ParticipantInfo participant, int second) {
        return event("EV_joined_" + participant.getSid(), "participant_joined", second)
                .setRoom(fullRoom(T0))
                .setParticipant(participant)
                .build();
    }

    public RoomEvent participantLeft(String who, int second) {
        return participantLeft(participant(who, ParticipantKind.STANDARD, 1), second);
    }

    public RoomEvent participantLeft(ParticipantInfo participant, int second) {
        return event("EV_left_" + participant.getSid(), "participant_left", second)
                .setRoom(fullRoom(T0))
                .setParticipant(participant)
                .build();
    }

    public RoomEvent trackPublished(String who, int second) {
        return event("EV_published_" + who, "track_published", second)
                .setRoom(RoomInfo.newBuilder().setSid(roomSid).setName("weekly").build())
                .setParticipant(ParticipantInfo.newBuilder()
                        .setSid("PA_" + who)
                        .setIdentity(who)
                        .build())
                .setTrack(TrackInfo.newBuilder()
                        .setSid("TR_" + who)
                        .setKind(TrackKind.AUDIO)
                        .setSource(TrackSource.MICROPHONE)
                        .build())
                .build();
    }

    public RoomEvent roomJoined(long offset) {
        return control(
                "room_joined",
                offset,
                RoomJoined.newBuilder()
                        .setRoomSid(roomSid)
                        .setRoomName("weekly")
                        .setAgent("agent-" + offset)
                        .setT0Millis(T0)
                        .build());
    }

    public RoomEvent trackOpened(String who, long epoch, long offset, long startTicks) {
        return control(
                "track_opened",
                offset,
                TrackOpened.newBuilder()
                        .setRoomSid(roomSid)
                        .setEpoch(epoch)
                        .setParticipantSid("PA_" + who)
                        .setParticipantIdentity(who)
                        .setTrackSid("TR_" + who)
                        .setSource(TrackSource.MICROPHONE)
                        .setStartTicks(startTicks)
                        .build());
    }

    public RoomEvent trackClosed(String who, long epoch, long offset, long endTicks) {
        return control(
                "track_closed",
                offset,
                TrackClosed.newBuilder()
                        .setRoomSid(roomSid)
                        .setEpoch(epoch)
                        .setParticipantSid("PA_" + who)
                        .setParticipantIdentity(who)
                        .setTrackSid("TR_" + who)
                        .setEndTicks(endTicks)
                        .setReason("source")
                        .build());
    }

    public RoomEvent roomClosed(long epoch, long offset, String... speakers) {
        return control(
                "room_closed",
                offset,
                RoomClosed.newBuilder()
                        .setRoomSid(roomSid)
                        .setEpoch(epoch)
                        .setTracks(List.of(speakers).stream()
                                .map(who -> ClosedTrack.newBuilder()
                                        .setParticipantSid("PA_" + who)
                                        .setParticipantIdentity(who)
                                        .setTrackSid("TR_" + who)
                                        .build())
                                .toList())
                        .setFirstOffset(100)
                        .setLastOffset(offset - 1)
                        .build());
    }

    public RoomEvent pcmDeleted() {
        return event("EV_pcm", "pcm_deleted", 90).setSource(EventSource.OWNER).build();
    }

    /** Words of 400 ms each, 500 ms apart. */
    public TranscriptFinal said(String who, int second, String... words) {
        long start = second * SECOND;
        List<Word> spoken = new ArrayList<>();
        for (String word : words) {
            spoken.add(Word.newBuilder()
                    .setText(word)
                    .setStartTicks(start)
                    .setEndTicks(start + 400 * 48)
                    .setConfidence(0.9)
                    .setKind(WordKind.WORD)
                    .build());
            start += 500 * 48;
        }
        return TranscriptFinal.newBuilder()
                .setId(Keys.finalId(0, "TR_" + who, second * SECOND))
                .setRun(0)
                .setRoomSid(roomSid)
                .setParticipantSid("PA_" + who)
                .setParticipantIdentity(who)
                .setTrackSid("TR_" + who)
                .setSessionId("session")
                .setEngine("tone")
                .setConfigHash("c0")
                .setLanguage("en")
                .setStartTicks(second * SECOND)
                .setEndTicks(start)
                .setText(String.join(" ", words))
                .setWords(spoken)
                .build();
    }

    public TrackTranscribed transcribed(String who, long count) {
        return TrackTranscribed.newBuilder()
                .setRun(0)
                .setRoomSid(roomSid)
                .setParticipantSid("PA_" + who)
                .setTrackSid("TR_" + who)
                .setCount(count)
                .setEngine("tone")
                .setConfigHash("c0")
                .setLanguage("en")
                .build();
    }

    public ParticipantInfo participant(String who, ParticipantKind kind, int joinedSecond) {
        return ParticipantInfo.newBuilder()
                .setSid("PA_" + who)
                .setIdentity(who)
                .setName(Character.toUpperCase(who.charAt(0)) + who.substring(1))
                .setKind(kind)
                .setJoinedAtMillis(T0 + joinedSecond * 1000L)
                .setAttributes(Map.of())
                .build();
    }

    public RoomInfo fullRoom(@Nullable Long creationTimeMillis) {
        return RoomInfo.newBuilder()
                .setSid(roomSid)
                .setName("weekly")
                .setCreationTimeMillis(creationTimeMillis)
                .setEmptyTimeoutSeconds(120)
                .setMetadata("{\"topic\":\"weekly\"}")
                .build();
    }

    public RoomEvent.Builder event(String id, String type, int second) {
        return RoomEvent.newBuilder()
                .setId(roomSid + "/" + id)
                .setType(type)
                .setRoomSid(roomSid)
                .setRoomName("weekly")
                .setSource(EventSource.WEBHOOK)
                .setCreatedAtMillis(T0 + second * 1000L)
                .setServerId("server-1")
                .setOrganizationId("org-1");
    }

    private RoomEvent control(String type, long offset, Object control) {
        return RoomEvent.newBuilder()
                .setId("livekit.audio/0/" + offset)
                .setType(type)
                .setRoomSid(roomSid)
                .setRoomName("weekly")
                .setSource(EventSource.AUDIO_LOG)
                .setCreatedAtMillis(T0 + offset)
                .setControl(control)
                .setAudioOffset(offset)
                .build();
    }
}
