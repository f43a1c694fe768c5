package io.voxlog.ingest.webhook;

/**
 * What an organization can be told from.
 *
 * @param serverId configured name of the LiveKit server
 * @param metadata of the room; empty where the event carries none
 */
public record RoomOrigin(String serverId, String roomName, String metadata) {}
