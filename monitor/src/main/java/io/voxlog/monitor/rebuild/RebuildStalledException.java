package io.voxlog.monitor.rebuild;

/** A rebuild made no progress for too long. The tables are incomplete; monitors go on filling them. */
public final class RebuildStalledException extends IllegalStateException {
    public RebuildStalledException(String message) {
        super(message);
    }
}
