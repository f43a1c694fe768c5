package io.voxlog.analysis.room;

import org.jspecify.annotations.Nullable;

/** The smaller of two values of which either may be unknown. */
final class Least {
    private Least() {}

    static @Nullable Long of(@Nullable Long a, @Nullable Long b) {
        if (a == null) {
            return b;
        }
        return b == null ? a : Long.valueOf(Math.min(a, b));
    }
}
