package io.voxlog.runtime.process;

/** A child process could not be started, or its folder could not be used. The message names the cause. */
public final class ChildProcessException extends IllegalStateException {
    public ChildProcessException(String message) {
        super(message);
    }

    public ChildProcessException(String message, Throwable cause) {
        super(message, cause);
    }
}
