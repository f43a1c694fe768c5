package io.voxlog.media.planted;

import io.voxlog.transcript.planted.PlantedText;

/** Breaks a rule on purpose. */
public final class PlantedMedia {
    final PlantedText text = new PlantedText();
}
