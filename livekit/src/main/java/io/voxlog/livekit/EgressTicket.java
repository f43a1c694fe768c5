package io.voxlog.livekit;

/**
 * Whose audio a track egress brings.
 *
 * @param roomName LiveKit's name of the room
 * @param identity of the publisher
 * @param source LiveKit's lower-case name of the track's source, such as microphone
 */
public record EgressTicket(
        String roomName, String roomSid, String participantSid, String identity, String trackSid, String source) {}
