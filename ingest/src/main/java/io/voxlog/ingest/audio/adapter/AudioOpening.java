package io.voxlog.ingest.audio.adapter;

import io.voxlog.ingest.audio.AudioFrame;
import io.voxlog.ingest.audio.AudioRefusal;
import io.voxlog.ingest.audio.AudioRefusedException;
import io.voxlog.ingest.audio.AudioRequest;
import io.voxlog.ingest.audio.PcmCursor;
import io.voxlog.ingest.audio.RoomAudio;
import io.voxlog.ingest.audio.TrackAudio;
import io.voxlog.ingest.audio.TrackCursor;
import io.voxlog.ingest.audio.TrackInput;
import io.voxlog.ingest.pcm.PcmFormat;
import io.voxlog.ingest.room.RoomFacts;
import io.voxlog.media.MediaTime;
import io.voxlog.schemas.Topics;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way from open to opened: the room is known and of the token's name, its owner has joined it, a former connection
 * of the track is settled, and the log tells where the track stands. What is not there yet is waited for, bounded.
 * Confined to the verticle's context.
 */
final class AudioOpening {
    private static final long RETRY_MILLIS = 20;

    private final AudioEdge edge;
    private final AudioSockets sockets;
    private final AudioSocket socket;
    private final AudioRequest.Open open;
    private final long openedAtMillis;
    private final long deadlineNanos;

    AudioOpening(AudioEdge edge, AudioSockets sockets, AudioSocket socket, AudioRequest.Open open) {
        this.edge = edge;
        this.sockets = sockets;
        this.socket = socket;
        this.open = open;
        this.openedAtMillis = edge.clock().millis();
        this.deadlineNanos =
                edge.nanoTime().getAsLong() + edge.settings().roomWait().toNanos();
    }

    void start() {
        guarded(() -> {
            if (!socket.token().grants().mayPublish(open.source())) {
                throw new AudioRefusedException(
                        AudioRefusal.SOURCE_NOT_GRANTED, "the token does not allow to publish " + open.source());
            }
            awaitRoom();
        });
    }

    private void awaitRoom() {
        RoomFacts room = edge.rooms().find(open.roomSid()).orElse(null);
        if (room == null || room.t0Millis().isEmpty()) {
            later(AudioRefusal.UNKNOWN_ROOM, "no room with sid " + open.roomSid(), this::awaitRoom);
            return;
        }
        if (!room.name().equals(socket.token().grants().room())) {
            throw new AudioRefusedException(
                    AudioRefusal.ROOM_MISMATCH, "the token is for another room than " + open.roomSid());
        }
        if (room.audioClosed()) {
            refuseUnlessKnown(room);
            return;
        }
        Optional<String> participant = participant(room);
        if (participant.isEmpty()) {
            later(AudioRefusal.UNKNOWN_PARTICIPANT, "nobody with the token's identity is in the room", this::awaitRoom);
            return;
        }
        awaitOwner(participant.get());
    }

    /** The publisher's sid, given or by identity; empty if nobody of that identity is known yet. */
    private Optional<String> participant(RoomFacts room) {
        String identity = socket.token().identity();
        if (open.participantSid().isEmpty()) {
            return room.memberByIdentity(identity).map(RoomFacts.Member::sid);
        }
        String sid = open.participantSid().get();
        boolean others = room.memberBySid(sid)
                .filter(member -> !member.identity().equals(identity))
                .isPresent();
        if (others) {
            throw new AudioRefusedException(
                    AudioRefusal.PARTICIPANT_MISMATCH, "participant " + sid + " is not the token's identity");
        }
        return open.participantSid();
    }

    private void awaitOwner(String participantSid) {
        var following = edge.view().follow(edge.view().partition(open.roomSid()));
        RoomAudio room = edge.log().find(open.roomSid()).orElse(null);
        if (!following.succeeded() || room == null || room.epoch() == RoomAudio.NO_EPOCH) {
            later(AudioRefusal.NOT_READY, "the room's owner has not joined yet", () -> awaitOwner(participantSid));
            return;
        }
        Optional<AudioSocket> former = sockets.claim(socket);
        former.ifPresent(old -> old.refuse(AudioRefusal.TAKEN_OVER, "a newer connection of this track came"));
        awaitSettled(former, participantSid);
    }

    /** What the former connection sent must be on the log before the log is asked where the track stands. */
    private void awaitSettled(Optional<AudioSocket> former, String participantSid) {
        if (former.isPresent() && !former.get().settled().isComplete()) {
            later(
                    AudioRefusal.NOT_READY,
                    "audio of the former connection is still on its way to Kafka",
                    () -> awaitSettled(former, participantSid));
            return;
        }
        edge.view()
                .caughtUp(open.roomSid())
                .onComplete(read -> guarded(() -> {
                    if (read.failed()) {
                        throw new AudioRefusedException(AudioRefusal.NOT_READY, "livekit.audio could not be read");
                    }
                    place(participantSid);
                }));
    }

    private void place(String participantSid) {
        RoomAudio room = edge.log().find(open.roomSid()).orElse(null);
        if (room == null) {
            throw new AudioRefusedException(AudioRefusal.NOT_READY, "the room moved to another process");
        }
        TrackAudio known = room.track(open.trackSid()).orElse(null);
        if (known != null && !known.participantIdentity().equals(socket.token().identity())) {
            throw new AudioRefusedException(
                    AudioRefusal.PARTICIPANT_MISMATCH, "track " + open.trackSid() + " belongs to another participant");
        }
        if (known != null && known.input() != open.input()) {
            throw new AudioRefusedException(
                    AudioRefusal.FORMAT_MISMATCH,
                    "track " + open.trackSid() + " was opened as " + known.input() + ", not as " + open.input());
        }
        if (known != null && known.closed()) {
            socket.finish(AudioJson.opened(known, room.epoch(), true, window()));
            return;
        }
        if (room.closed()) {
            throw new AudioRefusedException(AudioRefusal.ROOM_CLOSED, "the room was closed");
        }
        TrackAudio track = known == null ? fresh(participantSid, room.epoch()) : known;
        AudioRecords records = new AudioRecords(open.roomSid(), track, AudioRecords.source(open.source()));
        announce(track, known, records, room.epoch());
    }

    private TrackAudio fresh(String participantSid, long epoch) {
        long t0 = edge.rooms()
                .find(open.roomSid())
                .flatMap(room -> room.t0Millis().stream().boxed().findFirst())
                .orElse(edge.clock().millis());
        long latency = open.input() == TrackInput.EGRESS
                ? edge.settings().live().egressLatency().toMillis()
                : 0;
        long startMillis = open.startMillis().orElseGet(() -> Math.max(0, openedAtMillis - latency - t0));
        return TrackAudio.opened(
                open.trackSid(),
                participantSid,
                socket.token().identity(),
                open.input(),
                Math.min(startMillis * MediaTime.TICKS_PER_MILLI, AudioFrame.MAX_CAPTURE_TICKS),
                epoch);
    }

    /** The anchor is on the log before the source hears of it. */
    private void announce(TrackAudio track, @Nullable TrackAudio known, AudioRecords records, long epoch) {
        if (known != null && known.epoch() >= epoch) {
            opened(track, records, true, epoch);
            return;
        }
        socket.hold();
        edge.writer()
                .append(Topics.LIVEKIT_AUDIO, open.roomSid(), records.opened(epoch))
                .whenComplete((offset, fault) -> edge.onContext(() -> {
                    socket.release();
                    guarded(() -> {
                        if (fault != null) {
                            throw new AudioRefusedException(
                                    AudioRefusal.NOT_STORED, "Kafka did not take the track's start");
                        }
                        opened(track, records, known != null, epoch);
                    });
                }));
    }

    private void opened(TrackAudio track, AudioRecords records, boolean resuming, long epoch) {
        long maxJump = edge.settings().maxJump().toMillis() * MediaTime.TICKS_PER_MILLI;
        boolean live = open.silenceByArrival();
        TrackCursor cursor =
                new TrackCursor(track, resuming, maxJump, live && open.samples().isEmpty());
        TrackStream stream = new TrackStream(edge, socket, records, cursor, live);
        socket.send(AudioJson.opened(track, epoch, false, window()));
        if (open.samples().isEmpty()) {
            socket.streaming(stream);
            return;
        }
        PcmFormat format = open.samples().get();
        socket.streaming(new PcmStream(
                edge, socket, stream, new PcmCursor(track, format, resuming, maxJump, live), format, live));
    }

    private SourceWindow window() {
        return SourceWindow.of(open, edge.settings());
    }

    /** A player that repeats a whole call is told that all of it is there. */
    private void refuseUnlessKnown(RoomFacts room) {
        RoomFacts.KnownTrack track = room.track(open.trackSid())
                .filter(known -> known.endTicks().isPresent()
                        && known.participantIdentity().equals(socket.token().identity()))
                .orElseThrow(() -> new AudioRefusedException(
                        AudioRefusal.ROOM_CLOSED, "the room has ended and this track had no audio in it"));
        long start = track.startTicks().orElse(0);
        TrackAudio whole = new TrackAudio(
                track.trackSid(),
                track.participantSid(),
                track.participantIdentity(),
                open.input(),
                start,
                new TrackAudio.Progress(0, 0, track.endTicks().orElse(start)),
                RoomAudio.NO_EPOCH,
                true,
                0);
        socket.finish(AudioJson.opened(whole, RoomAudio.NO_EPOCH, true, window()));
    }

    private void later(AudioRefusal refusal, String message, Runnable step) {
        if (edge.nanoTime().getAsLong() - deadlineNanos >= 0) {
            throw new AudioRefusedException(
                    refusal, message + ", after waiting " + edge.settings().roomWait());
        }
        edge.vertx().setTimer(RETRY_MILLIS, timer -> guarded(step));
    }

    private void guarded(Runnable step) {
        socket.guarded(step);
    }
}
