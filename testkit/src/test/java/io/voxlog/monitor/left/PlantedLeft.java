package io.voxlog.monitor.left;

import io.voxlog.monitor.right.PlantedRight;
import org.jspecify.annotations.Nullable;

/** One half of a cycle. */
public final class PlantedLeft {
    @Nullable
    PlantedRight right;
}
