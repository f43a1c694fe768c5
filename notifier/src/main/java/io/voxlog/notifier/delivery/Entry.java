package io.voxlog.notifier.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A record of the journal as the queue understands it.
 *
 * @param id of the delivery
 * @param progress how far it is
 * @param attempts made so far
 * @param atMillis when it was written, Unix milliseconds
 * @param nextAttemptAtMillis Unix milliseconds; 0 unless RETRYING
 * @param planned the delivery itself, in its first record; null in the others
 */
public record Entry(
        String id,
        Progress progress,
        int attempts,
        long atMillis,
        long nextAttemptAtMillis,
        @Nullable Delivery planned) {}
