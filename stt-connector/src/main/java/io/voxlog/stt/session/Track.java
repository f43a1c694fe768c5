package io.voxlog.stt.session;

/** One participant track of a room. */
public record Track(String roomSid, String participantSid, String participantIdentity, String trackSid) {}
