package io.voxlog.monitor.live.adapter;

/** No room for one more subscriber; there may be soon. */
public final class LiveBusyException extends IllegalStateException {
    LiveBusyException(String message) {
        super(message);
    }
}
