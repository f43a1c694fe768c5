package io.voxlog.media.adapter.libopus;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The libopus of this machine, or the reason why there is none. */
final class NativeDecoders {
    private static String reason = "";
    private static final Optional<Libopus> FOUND = find();

    private NativeDecoders() {}

    /** Skips the calling test where no libopus can be loaded. */
    static Libopus require() {
        Assumptions.assumeTrue(FOUND.isPresent(), () -> "skipped: " + reason);
        return FOUND.orElseThrow();
    }

    private static Optional<Libopus> find() {
        try {
            return Optional.of(Libopus.load());
        } catch (LibopusMissingException missing) {
            reason = String.valueOf(missing.getMessage());
            return Optional.empty();
        }
    }
}
