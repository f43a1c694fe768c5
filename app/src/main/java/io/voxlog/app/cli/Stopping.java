package io.voxlog.app.cli;

/**
 * Closes what runs when the process is told to end (Ctrl-C, TERM), so that work is handed over and no child is left.
 */
final class Stopping implements AutoCloseable {
    private final Thread hook;

    private Stopping(Thread hook) {
        this.hook = hook;
    }

    static Stopping onSignal(Runnable close) {
        Thread hook = new Thread(close, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Stopping(hook);
    }

    /** It is about to be closed in the usual way. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // The hook is running and does what is needed.
        }
    }
}
