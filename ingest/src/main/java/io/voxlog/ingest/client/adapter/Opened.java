package io.voxlog.ingest.client.adapter;

/**
 * Where the server says the track stands.
 *
 * @param nextSequence the first packet it does not have
 * @param captureTicks it has everything before this capture time, in ticks of 1/48000 s
 * @param startTicks position of capture time zero since the room's t0
 * @param closed it has the whole track: nothing need be sent
 */
public record Opened(long nextSequence, long captureTicks, long startTicks, boolean closed) {}
