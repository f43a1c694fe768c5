package io.voxlog.notifier.adapter.http;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.voxlog.notifier.delivery.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One attempt from its beginning to its answer, which comes within the timeout whatever the subscriber does. The body
 * of an answer is passed over, up to a bound; a connection that would have to be read further is closed. Used on one
 * context.
 */
final class Attempt {
    private static final long MAX_BODY_BYTES = 64 * 1024;

    private final Context context;
    private final Clock clock;
    private final Duration timeout;
    private final Promise<Answer> answer = Promise.promise();
    private @Nullable HttpClientRequest request;
    private @Nullable Answer byStatus;
    private long bodyBytes;

    Attempt(Context context, Clock clock, Duration timeout) {
        this.context = context;
        this.clock = clock;
        this.timeout = timeout;
    }

    CompletionStage<Answer> answer() {
        return answer.future().toCompletionStage();
    }

    void begin() {
        long timer = context.owner().setTimer(timeout.toMillis(), late -> end(Answer.none("no answer in time")));
        answer.future().onComplete(done -> context.owner().cancelTimer(timer));
    }

    boolean over() {
        return answer.future().isComplete();
    }

    /** The connection is there and the request goes out; it is given up if the time was over before. */
    void sent(HttpClientRequest started) {
        request = started;
        if (over()) {
            started.reset();
        }
    }

    void answered(HttpClientResponse response) {
        byStatus = Answer.of(response.statusCode(), retryAfter(response.getHeader("retry-after")));
        response.exceptionHandler(this::failed)
                .endHandler(end -> end(Answer.none("")))
                .handler(chunk -> {
                    bodyBytes += chunk.length();
                    if (bodyBytes > MAX_BODY_BYTES) {
                        end(Answer.none(""));
                    }
                });
    }

    void failed(Throwable fault) {
        end(Answer.none(HttpSender.reason(fault)));
    }

    /** Once the status is known, nothing that comes after changes the answer. */
    private void end(Answer otherwise) {
        boolean first = answer.tryComplete(byStatus == null ? otherwise : byStatus);
        HttpClientRequest open = request;
        if (first && open != null) {
            // Does nothing to an exchange that has ended; closes one that has not.
            open.reset();
        }
    }

    /** Seconds or a date: RFC 9110 section 10.2.3. Null where it is neither. */
    private @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return Duration.ofSeconds(Math.max(0, Integer.parseInt(header.strip())));
        } catch (NumberFormatException noSeconds) {
            return untilDate(header.strip());
        }
    }

    private @Nullable Duration untilDate(String date) {
        try {
            Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), then);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
