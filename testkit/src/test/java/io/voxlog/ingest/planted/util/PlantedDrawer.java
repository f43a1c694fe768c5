package io.voxlog.ingest.planted.util;

/** Breaks a rule on purpose. */
public final class PlantedDrawer {}
