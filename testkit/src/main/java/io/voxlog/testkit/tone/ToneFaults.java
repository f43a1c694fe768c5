package io.voxlog.testkit.tone;

import io.voxlog.stt.engine.SttStreamConfig;
import java.util.Optional;

/** Decides which streams of a {@link ToneEngine} fail, and when. Called on the thread that opens the stream. */
@FunctionalInterface
public interface ToneFaults {
    /** No stream fails. */
    ToneFaults NONE = (number, config) -> Optional.empty();

    /**
     * The fault of a stream.
     *
     * @param number how many streams the engine opened before, from 0
     */
    Optional<Fault> of(int number, SttStreamConfig config);

    /** The first streams fail after so much audio, all later ones do not. */
    static ToneFaults first(int streams, long afterSamples, boolean retryable) {
        return (number, config) ->
                number < streams ? Optional.of(new Fault(afterSamples, retryable)) : Optional.empty();
    }

    /**
     * One failure.
     *
     * @param afterSamples audio worked on before the stream fails; 0 fails it at once
     * @param retryable whether a new stream may succeed
     */
    record Fault(long afterSamples, boolean retryable) {}
}
