package io.voxlog.app.stack;

/** Which Voxlog this is. */
public final class Version {
    /** As in worker records and {@code --version}. */
    public static final String TEXT = "0.1.0";

    private Version() {}
}
