package io.voxlog.analysis.room;

/**
 * What a room's metadata switches off. Told this way round, so that state stored before there were switches reads as
 * everything on.
 *
 * @param transcriptionOff its tracks are not transcribed
 * @param aiOff its transcripts get no jobs
 */
public record RoomSwitches(boolean transcriptionOff, boolean aiOff) {
    public static final RoomSwitches ALL_ON = new RoomSwitches(false, false);
}
