package io.voxlog.ingest.http.adapter;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads a request's raw body up to a limit, declared or chunked, and keeps nothing beyond it. */
public final class BoundedBody {
    private BoundedBody() {}

    /** The bytes as sent, or failed with {@link TooLargeException} as soon as the limit is passed. */
    public static Future<byte[]> read(HttpServerRequest request, int maxBytes) {
        if (declaredLength(request) > maxBytes) {
            return Future.failedFuture(new TooLargeException(maxBytes));
        }
        Promise<byte[]> body = Promise.promise();
        Buffer received = Buffer.buffer();
        request.handler(part -> {
            if (received.length() + part.length() > maxBytes) {
                body.tryFail(new TooLargeException(maxBytes));
            } else if (!body.future().isComplete()) {
                received.appendBuffer(part);
            }
        });
        request.exceptionHandler(body::tryFail);
        request.endHandler(end -> body.tryComplete(received.getBytes()));
        return body.future();
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
}
