package io.voxlog.analysis.sealing;

/**
 * The connector's word that a track is done.
 *
 * @param count how many finals the track has
 */
public record Transcribed(long count, String engine, String configHash) {}
