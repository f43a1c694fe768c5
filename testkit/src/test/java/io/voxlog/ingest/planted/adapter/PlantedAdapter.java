package io.voxlog.ingest.planted.adapter;

/** What a feature must not use. */
public final class PlantedAdapter {}
