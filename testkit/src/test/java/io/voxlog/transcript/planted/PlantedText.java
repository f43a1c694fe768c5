package io.voxlog.transcript.planted;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Breaks a rule on purpose. */
public final class PlantedText {
    final Logger log = LoggerFactory.getLogger(PlantedText.class);
}
