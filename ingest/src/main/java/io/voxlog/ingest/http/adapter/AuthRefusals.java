package io.voxlog.ingest.http.adapter;

import io.vertx.core.http.HttpServerRequest;
import io.voxlog.ingest.http.AuthThrottle;
import io.voxlog.ingest.metric.Counters;
import io.voxlog.livekit.TokenRefusal;
import io.voxlog.runtime.LogKey;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers callers who could not be authenticated: 401, or 429 to those who try too often. */
public final class AuthRefusals {
    private static final Logger log = LoggerFactory.getLogger(AuthRefusals.class);

    private final AuthThrottle throttle;
    private final Counters counters;

    public AuthRefusals(AuthThrottle throttle, Counters counters) {
        this.throttle = throttle;
        this.counters = counters;
    }

    /**
     * Answers one call.
     *
     * @param title of the 401
     */
    public void send(HttpServerRequest request, String title, TokenRefusal reason) {
        String address = request.remoteAddress() == null
                ? ""
                : String.valueOf(request.remoteAddress().hostAddress());
        OptionalLong wait = throttle.failed(address);
        if (wait.isEmpty()) {
            log.atWarn()
                    .setMessage("caller not authenticated")
                    .addKeyValue(LogKey.REASON, reason)
                    .log();
            request.response().putHeader("WWW-Authenticate", "Bearer");
            Problem.send(request.response(), 401, title, reason.remedy());
            return;
        }
        // Not logged: whoever makes many calls is not to make as many lines.
        counters.count(Counters.AUTHENTICATION_THROTTLED);
        request.response().putHeader("Retry-After", String.valueOf(wait.getAsLong()));
        Problem.send(
                request.response(),
                429,
                "too many refused calls",
                "wait as long as Retry-After says, then send a valid token; the last one was refused: "
                        + reason.remedy());
    }
}
