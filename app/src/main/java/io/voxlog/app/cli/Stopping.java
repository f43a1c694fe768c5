package io.voxlog.app.cli;

import io.voxlog.app.stack.EmbeddedStack;

/** Closes a stack when the process is told to end (Ctrl-C, TERM), so that no child process is left. */
final class Stopping implements AutoCloseable {
    private final Thread hook;

    private Stopping(Thread hook) {
        this.hook = hook;
    }

    static Stopping onSignal(EmbeddedStack stack) {
        Thread hook = new Thread(stack::close, "stop-stack");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Stopping(hook);
    }

    /** The stack is about to be closed in the usual way. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // The hook is running and does what is needed.
        }
    }
}
