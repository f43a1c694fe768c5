package io.voxlog.ingest.audio;

/** How a track's audio comes; a track keeps it. */
public enum TrackInput {
    OPUS,
    PCM,
    EGRESS
}
