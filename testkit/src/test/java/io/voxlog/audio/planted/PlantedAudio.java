package io.voxlog.audio.planted;

/** What another role must not use. */
public final class PlantedAudio {}
