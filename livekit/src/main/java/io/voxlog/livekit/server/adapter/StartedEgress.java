package io.voxlog.livekit.server.adapter;

import livekit.LivekitEgress.EgressInfo;

/**
 * A track egress as LiveKit describes it.
 *
 * @param egressId EG_…
 * @param status LiveKit's name without EGRESS_, such as STARTING or ACTIVE
 * @param error what went wrong; empty if nothing did
 */
public record StartedEgress(String egressId, String roomName, String trackSid, String status, String error) {
    static StartedEgress of(EgressInfo info) {
        return new StartedEgress(
                info.getEgressId(),
                info.getRoomName(),
                info.getTrack().getTrackId(),
                info.getStatus().name().replace("EGRESS_", ""),
                info.getError());
    }
}
