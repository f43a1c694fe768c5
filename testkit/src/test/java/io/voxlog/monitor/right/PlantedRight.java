package io.voxlog.monitor.right;

import io.voxlog.monitor.left.PlantedLeft;
import org.jspecify.annotations.Nullable;

/** The other half of the cycle. */
public final class PlantedRight {
    @Nullable
    PlantedLeft left;
}
