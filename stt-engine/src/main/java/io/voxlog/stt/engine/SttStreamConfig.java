package io.voxlog.stt.engine;

import java.time.Duration;

/**
 * What a stream needs to know.
 *
 * @param sessionId for logs and the provider's own records
 * @param language BCP 47, such as {@code en}
 * @param partials whether partial results are wanted
 * @param maxDelay longest wait of the engine for more context before it gives a final
 */
public record SttStreamConfig(String sessionId, String language, boolean partials, Duration maxDelay) {}
