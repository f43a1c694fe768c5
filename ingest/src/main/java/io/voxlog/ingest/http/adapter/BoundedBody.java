package io.voxlog.ingest.http.adapter;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Reads a request's raw body up to a limit, declared or chunked, within a time, and keeps nothing beyond it. */
public final class BoundedBody {
    private BoundedBody() {}

    /**
     * The bytes as sent; or failed, with {@link TooLargeException} as soon as the limit is passed, with
     * {@link TooSlowException} when the time is over.
     */
    public static Future<byte[]> read(Vertx vertx, HttpServerRequest request, int maxBytes, Duration within) {
        if (declaredLength(request) > maxBytes) {
            return Future.failedFuture(new TooLargeException(maxBytes));
        }
        Promise<byte[]> body = Promise.promise();
        Buffer received = Buffer.buffer();
        long timer = vertx.setTimer(within.toMillis(), late -> body.tryFail(new TooSlowException(within)));
        request.handler(part -> {
            if (received.length() + part.length() > maxBytes) {
                body.tryFail(new TooLargeException(maxBytes));
            } else if (!body.future().isComplete()) {
                received.appendBuffer(part);
            }
        });
        request.exceptionHandler(body::tryFail);
        request.endHandler(end -> body.tryComplete(received.getBytes()));
        return body.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static long declaredLength(HttpServerRequest request) {
        String declared = request.getHeader("Content-Length");
        try {
            return declared == null ? 0 : Long.parseLong(declared);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** The body is larger than allowed. */
    public static final class TooLargeException extends RuntimeException {
        TooLargeException(int maxBytes) {
            super("the body is larger than " + maxBytes + " bytes", null, false, false);
        }
    }

    /** The body did not come in time. */
    public static final class TooSlowException extends RuntimeException {
        TooSlowException(Duration within) {
            super("the body did not come within " + within.toMillis() + " ms", null, false, false);
        }
    }
}
