package io.voxlog.audio.room;

/** A track and whose it is. */
public record TrackRef(String roomSid, String participantSid, String trackSid) {}
