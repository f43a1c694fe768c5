package io.voxlog.analysis.room;

/** What one event says happened in a room. Offsets are those of {@code livekit.audio}. */
public sealed interface Change {
    /** The room with this change joined in; the same whenever and however often it is. */
    RoomFold on(RoomFold room, Stamp stamp);

    /** Nothing beyond that there is such a room. */
    record Nothing() implements Change {
        @Override
        public RoomFold on(RoomFold room, Stamp stamp) {
            return room;
        }
    }

    /** A participant's media is connected. */
    record ParticipantJoined(ParticipantFacts facts) implements Change {
        @Override
        public RoomFold on(RoomFold room, Stamp stamp) {
            return room.withParticipant(Participant.joined(facts, stamp));
        }
    }

    /** A participant who had joined is gone. LiveKit tells this of nobody who had not been active. */
    record ParticipantLeft(ParticipantFacts facts) implements Change {
        @Override
        public RoomFold on(RoomFold room, Stamp stamp) {
            return room.withParticipant(Participant.left(facts, stamp));
        }
    }

    /** The room is over. */
    record RoomFinished() implements Change {
        @Override
        public RoomFold on(RoomFold room, Stamp stamp) {
            return room.closedAt(stamp.millis());
        }
    }

    /** An audio track was published; whether its audio reaches us is another matter. */
    record TrackPublished(TrackKey key, String source) implements Change {
        @Override
        public RoomFold on(RoomFold room, Stamp stamp) {
            return room.withTrack(Track.published(key, source));
        }
    }

    /** A writer of the room's audio begins: its offset is the epoch of all that it writes. */
    record AudioJoined(long offset, long t0Millis) implements Change {
        @Override
        public RoomFold on(RoomFold room, Stamp stamp) {
            return room.withT0(t0Millis).withAudio(room.audio().joined(offset));
        }
    }

    /** A track's audio begins, or goes on under a newer epoch. */
    record TrackOpened(TrackKey key, String source, long startTicks, long offset) implements Change {
        @Override
        public RoomFold on(RoomFold room, Stamp stamp) {
            return room.withTrack(Track.opened(key, source, startTicks))
                    .withAudio(room.audio().seen(offset));
        }
    }

    /** A track's audio has ended. */
    record TrackClosed(TrackKey key, TrackEnd end) implements Change {
        @Override
        public RoomFold on(RoomFold room, Stamp stamp) {
            return room.withTrack(Track.closed(key, end)).withAudio(room.audio().seen(end.offset()));
        }
    }

    /** No more audio will come. */
    record AudioClosed(Closing closing) implements Change {
        @Override
        public RoomFold on(RoomFold room, Stamp stamp) {
            RoomFold known = room;
            for (TrackKey key : closing.tracks()) {
                known = known.withTrack(Track.published(key, ""));
            }
            return known.withAudio(room.audio().closed(closing));
        }
    }

    /** The PCM topics of the room are gone. */
    record PcmDeleted() implements Change {
        @Override
        public RoomFold on(RoomFold room, Stamp stamp) {
            return room.withPcmDeleted();
        }
    }
}
