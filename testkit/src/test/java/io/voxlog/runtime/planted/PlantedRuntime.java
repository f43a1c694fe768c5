package io.voxlog.runtime.planted;

import io.voxlog.audio.planted.PlantedAudio;

/** Breaks a rule on purpose. */
public final class PlantedRuntime {
    final PlantedAudio audio = new PlantedAudio();
}
